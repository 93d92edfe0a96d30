import { ManualClock, sameText, silentLogger } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { aField, anApp, anEntity, to } from "../testing/shop-app.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
let store: Store;
let other: Store;

const open = (): Promise<Store> => openStore({ url: database.url, clock, logger: silentLogger });

beforeAll(async () => {
  store = await open();
  other = await open();
});
afterAll(async () => {
  await store.close();
  await other.close();
});

const actor = systemActor;
const salesperson: Actor = { ...systemActor, kind: "user", admin: false };

async function save(app: string, ...documents: readonly DefinitionDocument[]): Promise<void> {
  const { documents: drafts } = await store.releases.draft(app);
  const revisionOf = ({ kind, id }: DefinitionDocument): number =>
    drafts.find(({ document }) => document.kind === kind && document.id === id)?.revision ?? 0;
  const edits = documents.map((document) => ({ document, revision: revisionOf(document) }));
  await store.releases.saveDraft(app, edits, actor);
}

async function release(app: string, ...documents: readonly DefinitionDocument[]): Promise<number> {
  await save(app, ...documents);
  return store.releases.publish(app, { actor });
}

const code = (error: string): object => expect.objectContaining({ code: error }) as object;

describe("an app", () => {
  test("stands with its tables as soon as it is created", async () => {
    const created = await store.releases.createApp(anApp("made", [anEntity("lead")]), actor);
    expect(created.number).toBe(1);
    expect(store.releases.apps()).toContain("made");
    expect(store.releases.current("made").catalog.find("entity", "lead")?.id).toBe("lead");
    await database.pool.query("select id, name, owner, team, revision, search from app_made.lead");
  });

  test("is not half there when its documents have mistakes", async () => {
    const broken = anApp("broken", [anEntity("lead", [aField("owner", "text")])]);
    await expect(store.releases.createApp(broken, actor)).rejects.toEqual(code("STORE_PUBLISH_REFUSED"));
    expect(store.releases.apps()).not.toContain("broken");
    await store.releases.createApp(anApp("broken", [anEntity("lead")]), actor);
  });

  test("keeps its id for itself", async () => {
    await store.releases.createApp(anApp("taken", []), actor);
    await expect(store.releases.createApp(anApp("taken", []), actor)).rejects.toEqual(
      code("STORE_APP_EXISTS"),
    );
  });

  test("is unknown until it exists", () => {
    expect(() => store.releases.current("nowhere")).toThrow(
      expect.objectContaining({ code: "STORE_APP_NOT_FOUND" }),
    );
  });

  test("is built by administrators and holders of a builder role only", async () => {
    await store.releases.createApp(anApp("guarded", []), actor);
    const edits = [{ document: anEntity("lead"), revision: 0 }];
    await expect(store.releases.saveDraft("guarded", edits, salesperson)).rejects.toEqual(
      code("STORE_BUILD_FORBIDDEN"),
    );
    const builder: Actor = { ...salesperson, roles: { guarded: ["builder"] } };
    await expect(store.releases.saveDraft("guarded", edits, builder)).resolves.toHaveLength(1);
  });
});

describe("rolling back and forth", () => {
  test("keeps the values of a field that was added later", async () => {
    await store.releases.createApp(anApp("dialects", [anEntity("lead")]), actor);
    const withDialect = anEntity("lead", [aField("dialect", "text")]);
    expect(await release("dialects", withDialect)).toBe(2);
    await database.pool.query(
      "insert into app_dialects.lead (id, name, dialect) values (gen_random_uuid(), '青岛海尔', '胶东话')",
    );

    expect(await store.releases.restore("dialects", 1, actor)).toBe(3);
    await expect(database.pool.query("select dialect from app_dialects.lead")).rejects.toThrow(
      "does not exist",
    );
    expect(store.releases.current("dialects").catalog.field("lead", "dialect")).toBeUndefined();
    expect((await store.releases.draft("dialects")).changed).toBe(0);

    expect(await store.releases.restore("dialects", 2, actor)).toBe(4);
    while ((await store.refillSearch()) > 0) continue;
    const { rows } = await database.pool.query(
      "select dialect, search @@ '胶东:* & 海尔:*'::tsquery as found from app_dialects.lead",
    );
    expect(rows).toEqual([{ dialect: "胶东话", found: true }]);
  });

  test("keeps the rows of an entity that was added later", async () => {
    await store.releases.createApp(anApp("pets", [anEntity("lead")]), actor);
    await release("pets", anEntity("pet", [aField("lead", "reference", to("lead"))]));
    await database.pool.query("insert into app_pets.pet (id, name) values (gen_random_uuid(), 'Rex')");
    await store.releases.restore("pets", 1, actor);
    await expect(database.pool.query("select * from app_pets.pet")).rejects.toThrow("does not exist");
    await store.releases.restore("pets", 2, actor);
    expect((await database.pool.query("select name from app_pets.pet")).rows).toEqual([{ name: "Rex" }]);
  });

  test("brings values back when the type was changed in between", async () => {
    await store.releases.createApp(
      anApp("retyped", [anEntity("lead", [aField("amount", "number", { settings: { decimals: 2 } })])]),
      actor,
    );
    await database.pool.query("insert into app_retyped.lead (id, amount) values (gen_random_uuid(), 12.5)");
    await release("retyped", anEntity("lead", [aField("amount", "text")]));
    while ((await store.refillSearch()) > 0) continue;
    const text = await database.pool.query(
      "select amount, search @@ '''12.5'''::tsquery as found from app_retyped.lead",
    );
    expect(text.rows).toEqual([{ amount: "12.50", found: true }]);
    await store.releases.restore("retyped", 1, actor);
    const number = await database.pool.query("select amount::text from app_retyped.lead");
    expect(number.rows).toEqual([{ amount: "12.50" }]);
  });

  test("survives a reference that pointed at another entity meanwhile", async () => {
    const entities = (target: string) =>
      anApp("turned", [
        anEntity("a"),
        anEntity("b"),
        anEntity("lead", [aField("link", "reference", to(target))]),
      ]);
    await store.releases.createApp(entities("a"), actor);
    await database.pool
      .query(`with a as (insert into app_turned.a (id) values (gen_random_uuid()) returning id)
      insert into app_turned.lead (id, link) select gen_random_uuid(), id from a`);
    await save("turned", anEntity("lead"));
    await store.releases.publish("turned", { actor });
    await release("turned", anEntity("lead", [aField("link", "reference", to("b"))]));
    expect((await database.pool.query("select link from app_turned.lead")).rows).toEqual([{ link: null }]);
    await store.releases.restore("turned", 1, actor);
    expect((await store.releases.list("turned"))[0]).toMatchObject({
      restoredFrom: 1,
      current: true,
      number: 4,
    });
  });

  test("refuses an unknown release", async () => {
    await store.releases.createApp(anApp("short", []), actor);
    await expect(store.releases.restore("short", 7, actor)).rejects.toEqual(code("STORE_RELEASE_NOT_FOUND"));
  });
});

describe("publishing", () => {
  test("lets exactly one of two publishers win", async () => {
    await store.releases.createApp(anApp("raced", [anEntity("lead")]), actor);
    await save("raced", anEntity("lead", [aField("extra", "text")]));
    const results = await Promise.allSettled([
      store.releases.publish("raced", { actor, expectedBase: 1 }),
      other.releases.publish("raced", { actor, expectedBase: 1 }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results.filter(({ status }) => status === "rejected")).toEqual([
      { status: "rejected", reason: code("STORE_PUBLISH_CONFLICT") },
    ]);
    expect(await store.releases.list("raced")).toHaveLength(2);
  });

  test("reaches every process within a second", async () => {
    await store.releases.createApp(anApp("heard", [anEntity("lead")]), actor);
    const arrived = new Promise<number>((resolve) => {
      other.releases.onChange(({ app, number }) => {
        if (app === "heard" && number === 2) resolve(number);
      });
    });
    await release("heard", anEntity("lead", [aField("extra", "text")]));
    expect(await arrived).toBe(2);
    expect(other.releases.current("heard").catalog.field("lead", "extra")?.type).toBe("text");
  });

  test("has nothing to do when nothing differs", async () => {
    await store.releases.createApp(anApp("same", []), actor);
    await expect(store.releases.publish("same", { actor })).rejects.toEqual(code("STORE_NOTHING_TO_PUBLISH"));
  });

  test("names every mistake and changes nothing", async () => {
    await store.releases.createApp(anApp("wrong", [anEntity("lead")]), actor);
    await save("wrong", anEntity("lead", [aField("extra", "hologram")], { titleField: "ghost" }));
    await expect(store.releases.publish("wrong", { actor })).rejects.toMatchObject({
      code: "STORE_PUBLISH_REFUSED",
      details: [{ path: "entity/lead/fields.1.type" }, { path: "entity/lead/titleField" }],
    });
    expect(store.releases.current("wrong").number).toBe(1);
  });

  test("refuses a change of type that would lose values until that is accepted, and says so in the diff", async () => {
    await store.releases.createApp(anApp("lossy", [anEntity("lead", [aField("amount", "text")])]), actor);
    await database.pool.query(`insert into app_lossy.lead (id, amount, deleted_at) values
      (gen_random_uuid(), '1,200', null), (gen_random_uuid(), '很多', null), (gen_random_uuid(), '不少', now())`);
    await save("lossy", anEntity("lead", [aField("amount", "number")]));
    const { problems } = await store.releases.diff("lossy");
    expect(problems).toMatchObject([
      {
        document: "entity/lead",
        path: "fields.1.type",
        severity: "error",
        rows: { entity: "lead", field: "amount", rule: "type", count: 1 },
      },
    ]);
    await expect(store.releases.publish("lossy", { actor })).rejects.toEqual(code("STORE_PUBLISH_REFUSED"));
    await store.releases.publish("lossy", { actor, accepted: ["lead.amount"] });
    const { rows } = await database.pool.query(
      "select amount, zz_amount_r2 as old from app_lossy.lead order by amount",
    );
    expect(rows).toEqual([
      { amount: "1200", old: "1,200" },
      { amount: null, old: expect.any(String) as string },
      { amount: null, old: expect.any(String) as string },
    ]);
  });

  test("warns of values that a conversion alters", async () => {
    const amount = (decimals: number) =>
      anEntity("lead", [aField("amount", "number", { settings: { decimals } })]);
    await store.releases.createApp(anApp("rounded", [amount(2)]), actor);
    await database.pool.query(
      "insert into app_rounded.lead (id, amount) values (gen_random_uuid(), 1.25), (gen_random_uuid(), 3)",
    );
    await save("rounded", amount(1));
    const { problems } = await store.releases.diff("rounded");
    expect(problems.map(({ severity, message }) => [severity, message.en.slice(0, 41)])).toEqual([
      ["warning", "1 value of field “amount” will be altered"],
    ]);
  });

  test("converts options by their names, people by theirs, and back", async () => {
    const options = [
      { key: "fair", name: { zh: "展会", en: "Trade fair" } },
      { key: "web", name: { zh: "官网", en: "Website" } },
    ];
    const fields = (source: string, who: string) => [
      aField("source", source, source === "text" ? {} : { settings: { options } }),
      aField("who", who),
    ];
    await database.pool.query(
      "insert into mortise.account (id, name) values ('0190f3e7-0000-7000-8000-000000000001', '王伟')",
    );
    await store.releases.createApp(anApp("named", [anEntity("lead", fields("text", "text"))]), actor);
    await database.pool.query(
      "insert into app_named.lead (id, source, who) values (gen_random_uuid(), ' 展会', '王伟')",
    );
    await release("named", anEntity("lead", fields("select", "user")));
    const read = "select source, who::text from app_named.lead";
    expect((await database.pool.query(read)).rows).toEqual([
      { source: "fair", who: "0190f3e7-0000-7000-8000-000000000001" },
    ]);
    await release("named", anEntity("lead", fields("text", "text")));
    expect((await database.pool.query(read)).rows).toEqual([{ source: "展会", who: "王伟" }]);
  });

  test("refuses to make a field unique over duplicates, with their number", async () => {
    await store.releases.createApp(anApp("twins", [anEntity("lead", [aField("mail", "email")])]), actor);
    await database.pool.query(
      "insert into app_twins.lead (id, mail) select gen_random_uuid(), 'a@b.cn' from generate_series(1, 2)",
    );
    await save("twins", anEntity("lead", [aField("mail", "email", { unique: true, required: true })]));
    await database.pool.query("insert into app_twins.lead (id) values (gen_random_uuid())");
    const { problems } = await store.releases.diff("twins");
    expect(problems.map(({ message, severity }) => [severity, message.zh])).toEqual([
      ["error", "字段“mail”有 2 行的值重复，请先合并或修改这些记录"],
      ["warning", "字段“mail”有 1 行是空的，下次编辑这些记录时需要填写"],
    ]);
    await expect(store.releases.publish("twins", { actor })).rejects.toEqual(code("STORE_PUBLISH_REFUSED"));
    await database.pool.query(
      "update app_twins.lead set deleted_at = now() where id in (select id from app_twins.lead where mail is not null limit 1)",
    );
    await store.releases.publish("twins", { actor });
    await expect(
      database.pool.query("insert into app_twins.lead (id, mail) values (gen_random_uuid(), 'a@b.cn')"),
    ).rejects.toThrow("uq$lead$mail");
  });

  test("lists releases with their notes, newest first", async () => {
    await store.releases.createApp(anApp("noted", [anEntity("lead")]), actor);
    await save("noted", anEntity("lead", [aField("extra", "text")]));
    await store.releases.publish("noted", { actor, note: "加了一个字段" });
    const list = await store.releases.list("noted");
    expect(list.map(({ number, note, current, at }) => [number, note, current, at])).toEqual([
      [2, "加了一个字段", true, "2026-11-22T01:30:00.000Z"],
      [1, "", false, "2026-11-22T01:30:00.000Z"],
    ]);
    expect(list[0]?.changes.map(({ text }) => text.zh)).toEqual(["实体“lead”新增字段“extra”"]);
  });
});

describe("publishing a new entity by itself", () => {
  const menu: DefinitionDocument = {
    kind: "menu",
    id: "main",
    version: 1,
    name: sameText("Menu"),
    items: [{ id: "lead", type: "entity", target: "lead" }],
  };
  const menuOf = (documents: readonly DefinitionDocument[]) =>
    documents.find(({ kind }) => kind === "menu") as typeof menu | undefined;
  const targets = (documents: readonly DefinitionDocument[]) =>
    menuOf(documents)?.items.map(({ target }) => target);

  test("leaves other people's edits in the draft, also those of the same documents", async () => {
    const pet = anEntity("pet");
    await store.releases.createApp([...anApp("alone", [anEntity("lead"), pet]), menu], actor);
    const withPet = {
      ...menu,
      items: [...menu.items, { id: "pet", type: "entity", target: "pet" }],
    } as const;
    await save("alone", anEntity("lead", [aField("extra", "text")]), anEntity("half", []), withPet);
    const builder: Actor = { ...salesperson, roles: { alone: ["builder"] } };
    const number = await store.releases.publishEntity("alone", anEntity("supplier"), { actor: builder });
    expect(number).toBe(2);

    const { catalog } = store.releases.current("alone");
    expect(catalog.all("entity").map(({ id }) => id)).toEqual(["lead", "pet", "supplier"]);
    expect(catalog.field("lead", "extra")).toBeUndefined();
    expect(targets(catalog.documents)).toEqual(["lead", "supplier"]);
    expect(catalog.find("role", "builder")?.grants["supplier"]).toMatchObject({ create: true });
    await database.pool.query("insert into app_alone.supplier (id, name) values (gen_random_uuid(), '海尔')");

    const draft = await store.releases.draft("alone");
    expect(draft.base).toBe(2);
    expect(targets(draft.documents.map(({ document }) => document))).toEqual(["lead", "pet", "supplier"]);
    const { changes } = await store.releases.diff("alone");
    expect(new Set(changes.map(({ document }) => document))).toEqual(
      new Set(["entity/lead", "entity/half", "menu/main"]),
    );
    await store.releases.publish("alone", { actor });
    expect(store.releases.current("alone").catalog.find("entity", "supplier")).toBeDefined();
  });

  test("refuses an id that is taken in the release or in somebody's draft, and changes nothing", async () => {
    await store.releases.createApp(anApp("twice", [anEntity("lead")]), actor);
    await save("twice", anEntity("mine"));
    for (const id of ["lead", "mine"]) {
      await expect(store.releases.publishEntity("twice", anEntity(id), { actor })).rejects.toEqual(
        code("STORE_DRAFT_CONFLICT"),
      );
    }
    expect(store.releases.current("twice").number).toBe(1);
    expect((await store.releases.draft("twice")).changed).toBe(1);
  });

  test("is checked together with the release in force, not with the drafts", async () => {
    await store.releases.createApp(anApp("checked", [anEntity("lead")]), actor);
    await save("checked", anEntity("unborn"), anEntity("lead", [], { titleField: "ghost" }));
    const pointing = anEntity("pointing", [aField("at", "reference", to("unborn"))]);
    await expect(store.releases.publishEntity("checked", pointing, { actor })).rejects.toMatchObject({
      code: "STORE_PUBLISH_REFUSED",
      details: [{ path: expect.stringContaining("entity/pointing/") as string }],
    });
    expect(await store.releases.publishEntity("checked", anEntity("fine"), { actor })).toBe(2);
  });

  test("takes entities only, from builders only", async () => {
    await store.releases.createApp(anApp("strict", []), actor);
    const refused = store.releases.publishEntity("strict", anApp("strict", [])[0], { actor });
    await expect(refused).rejects.toEqual(code("STORE_DOCUMENT_INVALID"));
    const outsider = store.releases.publishEntity("strict", anEntity("lead"), { actor: salesperson });
    await expect(outsider).rejects.toEqual(code("STORE_BUILD_FORBIDDEN"));
  });
});

describe("drafts", () => {
  test("refuse a save over somebody else's", async () => {
    await store.releases.createApp(anApp("shared", [anEntity("lead")]), actor);
    const read = (await store.releases.draft("shared")).documents.find(
      ({ document }) => document.id === "lead",
    );
    const edit = { document: anEntity("lead", [], { color: "red" }), revision: read?.revision ?? 0 };
    const [saved] = await store.releases.saveDraft("shared", [edit], actor);
    await expect(store.releases.saveDraft("shared", [edit], actor)).rejects.toEqual(
      code("STORE_DRAFT_CONFLICT"),
    );
    await store.releases.saveDraft("shared", [{ ...edit, revision: saved?.revision ?? 0 }], actor);
  });

  test("refuse a new document whose id exists, and an edit of one that is gone", async () => {
    await store.releases.createApp(anApp("clash", [anEntity("lead")]), actor);
    const save = (revision: number, id: string) =>
      store.releases.saveDraft("clash", [{ document: anEntity(id), revision }], actor);
    await expect(save(0, "lead")).rejects.toEqual(code("STORE_DRAFT_CONFLICT"));
    await expect(save(5, "ghost")).rejects.toEqual(code("STORE_DRAFT_NOT_FOUND"));
  });

  test("save all documents or none", async () => {
    await store.releases.createApp(anApp("whole", [anEntity("lead")]), actor);
    const edits = [
      { document: anEntity("fine"), revision: 0 },
      { document: anEntity("lead"), revision: 0 },
    ];
    await expect(store.releases.saveDraft("whole", edits, actor)).rejects.toEqual(
      code("STORE_DRAFT_CONFLICT"),
    );
    expect((await store.releases.draft("whole")).changed).toBe(0);
  });

  test("name the place of a malformed document", async () => {
    await store.releases.createApp(anApp("shape", []), actor);
    const edit = { document: { ...anEntity("lead"), fields: [{ id: 7 }] }, revision: 0 };
    await expect(store.releases.saveDraft("shape", [edit], actor)).rejects.toMatchObject({
      code: "STORE_DOCUMENT_INVALID",
      details: expect.arrayContaining([expect.objectContaining({ path: "0.fields.0.id" })]) as object,
    });
  });

  test("may be deleted, seen in the diff with what used them, and discarded", async () => {
    const lead = anEntity("lead", [aField("pet", "reference", to("pet"))]);
    await store.releases.createApp(anApp("undone", [lead, anEntity("pet")]), actor);
    await store.releases.deleteDraft("undone", "entity/pet", actor);
    await save("undone", anEntity("lead"));
    const diff = await store.releases.diff("undone");
    expect(diff.changes.map(({ text }) => text.zh)).toEqual(["实体“lead”删除字段“pet”", "删除实体“pet”"]);
    expect(diff.impact.map(({ text }) => text.zh)).toEqual(["实体“lead”用到了被删除的实体“pet”"]);
    await store.releases.discardDraft("undone", actor);
    expect((await store.releases.draft("undone")).changed).toBe(0);
  });
});
