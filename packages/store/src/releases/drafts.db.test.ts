import { ManualClock, silentLogger } from "@mortise/kit";
import { fieldCatalog } from "@mortise/fields";
import {
  type AppArchive,
  Catalog,
  type DefinitionDocument,
  documentKey,
  renameFieldKey,
} from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, systemActor } from "../actor.ts";
import { ApiTokens, TokenUses } from "../accounts/index.ts";
import { readAudit } from "../audit/audit-log.ts";
import { openStore, type Store } from "../database.ts";
import type { DraftState } from "./draft-states.ts";
import { aField, anApp, anEntity } from "../testing/shop-app.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-28T08:00:00Z");
const actor = systemActor;
const builder: Actor = { ...systemActor, kind: "user", admin: false, roles: {} };
let store: Store;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
});
afterAll(() => store.close());

const drafts = async (app: string): Promise<readonly DefinitionDocument[]> =>
  (await store.releases.draft(app)).documents.map(({ document }) => document);

/** Steps are told apart by the moment they were made. */
const later = (): void => clock.advance(1_000);

async function save(app: string, ...documents: readonly DefinitionDocument[]): Promise<void> {
  later();
  const known = (await store.releases.draft(app)).documents;
  const edits = documents.map((document) => ({
    document,
    revision: known.find((each) => documentKey(each.document) === documentKey(document))?.revision ?? 0,
  }));
  await store.releases.saveDraft(app, edits, actor);
}

async function release(app: string, ...documents: readonly DefinitionDocument[]): Promise<number> {
  await save(app, ...documents);
  return store.releases.publish(app, { actor });
}

async function rename(app: string, field: string, key: string): Promise<number> {
  const draft = new Catalog(await drafts(app), fieldCatalog);
  const { catalog } = store.releases.current(app);
  return release(app, ...renameFieldKey(draft, catalog, { entity: "lead", field, key }, []));
}

const code = (error: string): object => expect.objectContaining({ code: error }) as object;
const texts = (changes: readonly { readonly text: { readonly zh: string } }[]) =>
  changes.map(({ text }) => text.zh);

describe("a changed key", () => {
  test("takes the values along, back again when rolled back, and is told to whoever uses the old one", async () => {
    await store.releases.createApp(anApp("keys", [anEntity("lead", [aField("amount", "text")])]), actor);
    const create = (row: Readonly<Record<string, unknown>>) =>
      store.records.execute(actor, "keys", [{ type: "create", entity: "lead", rows: [row] }], {
        type: "api",
      });
    await create({ name: "海尔", amount: "十万" });
    expect(await rename("keys", "amount", "budget")).toBe(2);
    expect(await rename("keys", "budget", "total")).toBe(3);
    const read = async (field: string) =>
      (await database.pool.query(`select ${field} as value from app_keys.lead`)).rows;
    expect(await read("total")).toEqual([{ value: "十万" }]);
    await expect(create({ name: "x", budget: "1" })).rejects.toMatchObject({
      details: [{ message: { zh: "字段的标识已改为“total”" } }],
    });
    const filter = { "==": [{ var: "budget" }, "1"] };
    await expect(store.records.query(actor, "keys", { entity: "lead", filter })).rejects.toEqual(
      code("STORE_FIELD_RENAMED"),
    );
    expect(await store.releases.restore("keys", 1, actor)).toBe(4);
    expect(await read("amount")).toEqual([{ value: "十万" }]);
    expect(await store.kept.list("keys")).toEqual([]);
  });
});

describe("the history of drafts", () => {
  test("tells who changed what, typing being one step, and takes one step back without the later ones", async () => {
    await store.releases.createApp(anApp("told", [anEntity("lead"), anEntity("pet")]), actor);
    expect(await store.draftHistory.list("told")).toEqual([]);
    await save("told", anEntity("lead", [aField("a", "text")]));
    await save("told", anEntity("lead", [aField("a", "text", { required: true })]));
    await save("told", anEntity("pet", [aField("b", "text")]));
    await save("told", anEntity("lead", [aField("a", "text", { required: true }), aField("c", "text")]));
    const steps = await store.draftHistory.list("told");
    expect(steps.map(({ changes }) => texts(changes))).toEqual([
      ["实体“lead”新增字段“c”"],
      ["实体“pet”新增字段“b”"],
      ["实体“lead”新增字段“a”"],
    ]);
    later();
    await store.draftHistory.revert("told", steps[2]?.id ?? "", actor);
    const lead = (await drafts("told")).find(({ id }) => id === "lead");
    expect(lead).toEqual(anEntity("lead", [aField("c", "text")]));
    expect((await store.draftHistory.list("told"))[0]).toMatchObject({ source: "revert" });
  });

  test("does not take back what was changed again, and says which parts", async () => {
    await store.releases.createApp(anApp("again", [anEntity("lead"), anEntity("pet")]), actor);
    await save("again", anEntity("lead", [], { color: "red" }), anEntity("pet", [], { color: "red" }));
    const [step] = await store.draftHistory.list("again");
    await save("again", anEntity("lead", [], { color: "gold" }));
    await expect(store.draftHistory.revert("again", step?.id ?? "", actor)).rejects.toMatchObject({
      code: "STORE_DRAFT_STEP_OVERLAID",
      details: [{ path: "entity/lead#color", message: { zh: "实体“lead” · 颜色" } }],
    });
    await expect(store.draftHistory.revert("told", step?.id ?? "", actor)).rejects.toEqual(
      code("STORE_DRAFT_NOT_FOUND"),
    );
  });

  test("compares any two states, and brings one back whole or in part, as a step of its own", async () => {
    const [first, second] = [
      anEntity("lead", [aField("a", "text")]),
      anEntity("lead", [aField("b", "text")]),
    ];
    await store.releases.createApp(anApp("states", [anEntity("lead"), anEntity("pet")]), actor);
    await save("states", first);
    await save("states", anEntity("pet", [], { color: "red" }));
    await save("states", second);
    const [, , step] = await store.draftHistory.list("states");
    const then = { type: "step", id: step?.id ?? "" } as const;
    const [now, base] = [{ type: "draft" } as const, { type: "release", number: 1 } as const];
    const told = async (from: DraftState, to: DraftState) =>
      texts((await store.draftStates.compare("states", from, to)).changes).toSorted();
    expect(await told(base, then)).toEqual(["实体“lead”新增字段“a”"]);
    expect(await told(then, now)).toEqual([
      "实体“lead”删除字段“a”",
      "实体“lead”新增字段“b”",
      "实体“pet”修改了颜色",
    ]);
    expect((await store.draftStates.compare("states", then, now)).documents).toContainEqual({
      before: first,
      after: second,
    });
    expect(await told(now, now)).toEqual([]);
    later();
    await store.draftStates.restore("states", then, ["entity/lead"], actor);
    expect(await told(then, now)).toEqual(["实体“pet”修改了颜色"]);
    later();
    await store.draftStates.restore("states", base, undefined, actor);
    expect(await told(base, now)).toEqual([]);
    const steps = await store.draftHistory.list("states");
    expect(steps.slice(0, 2).map(({ source }) => source)).toEqual(["restore", "restore"]);
    // Every state is still there to go to, the one before restoring too.
    expect(await told({ type: "step", id: steps[1]?.id ?? "" }, then)).toEqual(["实体“pet”修改了颜色"]);
    await expect(store.draftStates.compare("told", then, now)).rejects.toEqual(code("STORE_DRAFT_NOT_FOUND"));
    await expect(
      store.draftStates.restore("states", { type: "release", number: 9 }, undefined, actor),
    ).rejects.toEqual(code("STORE_RELEASE_NOT_FOUND"));
  });

  test("brings removed documents and given-up drafts back", async () => {
    await store.releases.createApp(anApp("gone", [anEntity("lead"), anEntity("pet")]), actor);
    await store.releases.deleteDraft("gone", "entity/pet", actor);
    await save("gone", anEntity("lead", [], { color: "red" }));
    later();
    await store.releases.discardDraft("gone", actor);
    const [discard, , removal] = await store.draftHistory.list("gone");
    expect(discard?.source).toBe("discard");
    await store.draftHistory.revert("gone", discard?.id ?? "", actor);
    expect((await drafts("gone")).map(({ id }) => id)).not.toContain("pet");
    await store.draftHistory.revert("gone", removal?.id ?? "", actor);
    expect((await drafts("gone")).find(({ id }) => id === "pet")).toEqual(anEntity("pet"));
    expect((await drafts("gone")).find(({ id }) => id === "lead")).toMatchObject({ color: "red" });
  });
});

describe("what is kept aside", () => {
  test("is listed with its field, and purged by an administrator who names the app, once and for all", async () => {
    await store.releases.createApp(
      anApp("kept", [anEntity("lead", [aField("amount", "text")]), anEntity("pet")]),
      actor,
    );
    await database.pool.query("insert into app_kept.lead (id, amount) values (gen_random_uuid(), '1')");
    await save("kept", anEntity("lead"));
    await store.releases.deleteDraft("kept", "entity/pet", actor);
    await store.releases.publish("kept", { actor });
    const kept = await store.kept.list("kept");
    expect(kept).toMatchObject([
      {
        id: "lead.zz_amount_r2",
        field: "amount",
        bytes: 2,
        definition: { id: "amount", type: "text" },
        release: 2,
      },
      { id: "zz_pet_r2", field: null, since: expect.stringMatching("2026-11-28") as string },
    ]);
    const ids = kept.map(({ id }) => id);
    const purge = (who: Actor, confirm: string) => store.kept.purge("kept", { ids, confirm }, who);
    await expect(purge(builder, "kept")).rejects.toEqual(code("STORE_BUILD_FORBIDDEN"));
    await expect(purge(actor, "kep")).rejects.toEqual(code("STORE_PURGE_UNCONFIRMED"));
    expect((await purge(actor, "kept")).map(({ id }) => id)).toEqual(ids);
    expect(await store.kept.list("kept")).toEqual([]);
    const audit = await readAudit(store.db, { kind: "purge-structure" });
    expect(audit.items).toMatchObject([
      { app: "kept", details: { things: [{ id: ids[0] }, { id: ids[1] }] } },
    ]);
    await store.releases.restore("kept", 1, actor);
    expect((await database.pool.query("select amount from app_kept.lead")).rows).toEqual([{ amount: null }]);
  });

  test("names nothing that is in use", async () => {
    await store.releases.createApp(anApp("used", [anEntity("lead")]), actor);
    const purged = await store.kept.purge("used", { ids: ["lead", "lead.name"], confirm: "used" }, actor);
    expect(purged).toEqual([]);
    await database.pool.query("select name from app_used.lead");
  });
});

describe("an app as a file", () => {
  const file = async (app: string): Promise<AppArchive> =>
    store.transfer.read(JSON.parse(JSON.stringify(await store.transfer.export(app, actor))));

  test("comes back into an app with edits of its own as a merge, is published and rolled back as one", async () => {
    await store.releases.createApp(anApp("origin", [anEntity("lead", [aField("amount", "text")])]), actor);
    const first = await file("origin");
    await store.releases.createApp(anApp("copy", [anEntity("lead", [aField("amount", "text")])]), actor);
    await store.transfer.adopt("copy", first, actor);
    await release(
      "origin",
      anEntity("lead", [aField("amount", "text", { required: true })], { color: "red" }),
    );
    await save(
      "copy",
      anEntity("lead", [aField("amount", "text"), aField("own", "text")], { color: "gold" }),
    );

    const second = await file("origin");
    const review = await store.transfer.review("copy", second, {});
    expect(review.hasBase).toBe(true);
    expect(texts(review.changes)).toEqual(["实体“lead”字段“amount”改为必填"]);
    expect(review.conflicts).toMatchObject([
      { id: "entity/lead#color", side: "ours", text: { ours: { zh: "gold" }, theirs: { zh: "red" } } },
    ]);
    later();
    const choices = { "entity/lead#color": "theirs" } as const;
    await store.transfer.import("copy", second, { choices, stamp: review.stamp }, actor);
    expect((await drafts("copy")).find(({ id }) => id === "lead")).toEqual(
      anEntity("lead", [aField("amount", "text", { required: true }), aField("own", "text")], {
        color: "red",
      }),
    );
    expect((await store.draftHistory.list("copy"))[0]).toMatchObject({ source: "import" });
    expect(await store.releases.publish("copy", { actor })).toBe(2);
    await store.releases.restore("copy", 1, actor);
    expect((await drafts("copy")).find(({ id }) => id === "lead")).toEqual(
      anEntity("lead", [aField("amount", "text")]),
    );
    // And the other way round: the origin knows what the copy grew from.
    await save("origin", anEntity("lead", [aField("amount", "text")], { color: "red" }));
    expect((await store.transfer.review("origin", await file("copy"), {})).hasBase).toBe(true);
  });

  test("is not merged into drafts that nobody looked at", async () => {
    await store.releases.createApp(anApp("moving", [anEntity("lead")]), actor);
    const archive = await file("moving");
    const { stamp } = await store.transfer.review("moving", archive, {});
    await save("moving", anEntity("lead", [], { color: "red" }));
    await expect(store.transfer.import("moving", archive, { choices: {}, stamp }, actor)).rejects.toEqual(
      code("STORE_IMPORT_OUTDATED"),
    );
  });

  test("with nothing in common asks about everything that differs, and says what cannot be published", async () => {
    await store.releases.createApp(anApp("stranger", [anEntity("lead", [], { color: "red" })]), actor);
    const documents = anApp("other", [anEntity("lead", [aField("x", "hologram")], { color: "gold" })]);
    const archive = store.transfer.read({ format: "mortise-app", version: 1, documents });
    const review = await store.transfer.review("stranger", archive, {});
    expect(review.hasBase).toBe(false);
    expect(review.conflicts.map(({ id }) => id)).toContain("entity/lead#color");
    expect(review.problems.map(({ path }) => path)).toContain("fields.1.type");
  });

  test("is refused with its reasons when it is none", () => {
    expect(() => store.transfer.read({ format: "zip" })).toThrow(code("STORE_ARCHIVE_INVALID"));
  });
});

test("tokens that used an entity lately are known by name", async () => {
  const uses = new TokenUses(store.db, clock);
  const tokens = new ApiTokens(store.db, clock);
  const { id } = await tokens.create("官网", "told", ["builder"]);
  await uses.note(id, "told", "lead");
  await uses.note(id, "told", "lead");
  expect(await uses.recent("told", ["lead", "pet"])).toMatchObject([
    { token: id, name: "官网", entity: "lead" },
  ]);
  await tokens.revoke(id);
  expect(await uses.recent("told", ["lead"])).toEqual([]);
});
