import { AppError, ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { relatedApp } from "../../testing/related-app.ts";
import type { Command, RecordValues } from "../record-command.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
const PERSON = "01890000-0000-7000-8000-000000000001";
let store: Store;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  await database.pool.query("insert into mortise.account (id, name) values ($1, '王伟')", [PERSON]);
  await store.releases.createApp(relatedApp("rel"), systemActor);
});
afterAll(() => store.close());

const clerk: Actor = {
  ...systemActor,
  kind: "user",
  userId: PERSON,
  admin: false,
  roles: { rel: ["clerk"] },
};

async function execute(command: Command, actor: Actor = systemActor) {
  clock.advance(1);
  return store.records.execute(actor, "rel", [command], { type: "user" });
}

async function make(entity: string, ...rows: readonly RecordValues[]): Promise<readonly string[]> {
  const { results } = await execute({ type: "create", entity, rows });
  return results[0]?.ids ?? [];
}

async function link(
  place: { entity: string; id: string; field: string },
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
  actor: Actor = systemActor,
) {
  return execute({ type: "link", ...place, add, remove }, actor);
}

async function valueOf(entity: string, id: string, field: string, actor: Actor = systemActor) {
  return (await store.records.get(actor, "rel", entity, id)).record[field];
}

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw error ?? new TypeError("was not refused");
}

test("the reverse side of several references is changed by what comes and goes, with a history on both sides", async () => {
  const [contact = "", other = ""] = await make("contact", { name: "李雷" }, { name: "其他" });
  const [a = "", b = ""] = await make(
    "deal",
    { name: "a", contacts: [other], amount: 2 },
    { name: "b", amount: 3 },
  );
  const { changeSet } = await link({ entity: "contact", id: contact, field: "deals" }, { add: [a, b] });
  expect(await valueOf("deal", a, "contacts")).toEqual([other, contact]);
  expect(await valueOf("contact", contact, "deal_sum")).toBe("5.00");

  const here = await store.records.history(systemActor, "rel", { entity: "contact", id: contact });
  expect(here.items[0]).toMatchObject({ action: "linked", changes: [{ field: "deals", from: null }] });
  expect(here.items[0]?.changes[0]?.to).toHaveLength(2);
  expect(here.labels[b]).toBe("b");
  const there = await store.records.history(systemActor, "rel", { entity: "deal", id: b });
  expect(there.items[0]?.changes[0]).toMatchObject({ field: "contacts", from: null, to: [contact] });

  await link({ entity: "contact", id: contact, field: "deals" }, { remove: [a] });
  expect(await valueOf("contact", contact, "deals")).toEqual([b]);
  expect(await valueOf("deal", a, "contacts")).toEqual([other]);

  expect(await valueOf("contact", contact, "revision")).toBe(1);
  const undone = await store.records.undoChangeSet({ ...systemActor, admin: true }, "rel", changeSet);
  expect(undone.conflicts.map(({ id }) => id)).toEqual([a]);
  expect(await valueOf("contact", contact, "deals")).toBeNull();
});

test("a reverse list of single references moves records here and lets them go", async () => {
  const [first = "", second = ""] = await make("company", { name: "first" }, { name: "second" });
  const [deal = ""] = await make("deal", { name: "d", company: first, amount: 7 });
  await link({ entity: "company", id: second, field: "deals" }, { add: [deal] });
  expect(await valueOf("deal", deal, "company")).toBe(second);
  expect(await valueOf("company", first, "deal_count")).toBe("0");
  const left = await store.records.history(systemActor, "rel", { entity: "company", id: first });
  expect(left.items[0]).toMatchObject({ action: "linked", changes: [{ from: [deal], to: null }] });
  await link({ entity: "company", id: second, field: "deals" }, { remove: [deal] });
  expect(await valueOf("deal", deal, "company")).toBeNull();
});

test("the forward side takes the same command, and two people do not lose each other's records", async () => {
  const [deal = ""] = await make("deal", { name: "shared" });
  const people = await make("contact", ...Array.from({ length: 8 }, (_unused, n) => ({ name: `p${n}` })));
  await Promise.all(people.map((id) => link({ entity: "deal", id: deal, field: "contacts" }, { add: [id] })));
  expect(await valueOf("deal", deal, "contacts")).toHaveLength(8);
  const again = await link({ entity: "deal", id: deal, field: "contacts" }, { add: [people[0] ?? ""] });
  expect(again.results[0]?.ids).toEqual([]);
});

test("nobody links what they may not see, and nobody is told of it", async () => {
  const [contact = ""] = await make("contact", { name: "c" });
  const [theirs = "", hidden = ""] = await make(
    "deal",
    { name: "theirs", owner: PERSON },
    { name: "hidden" },
  );
  const missing = await refusal(
    link({ entity: "contact", id: contact, field: "deals" }, { add: [hidden] }, clerk),
  );
  expect(missing.code).toBe("STORE_RECORD_NOT_FOUND");
  await link({ entity: "contact", id: contact, field: "deals" }, { add: [hidden] });
  await link({ entity: "contact", id: contact, field: "deals" }, { add: [theirs] }, clerk);
  expect(await valueOf("contact", contact, "deals", clerk)).toEqual([theirs]);
  const told = await store.records.history(clerk, "rel", { entity: "contact", id: contact });
  expect(told.items.filter(({ action }) => action === "linked")).toHaveLength(1);
});

test("a list with records out of sight is changed without touching them", async () => {
  const [seen = "", unseen = "", next = ""] = await make(
    "deal",
    { name: "seen", owner: PERSON },
    { name: "unseen" },
    { name: "next", owner: PERSON },
  );
  const [company = ""] = await make("company", { name: "k" });
  await link({ entity: "company", id: company, field: "deals" }, { add: [seen, unseen] });
  await link({ entity: "company", id: company, field: "deals" }, { add: [next], remove: [seen] }, clerk);
  expect(await valueOf("company", company, "deals")).toEqual(expect.arrayContaining([unseen, next]));
  expect(await valueOf("company", company, "deals")).toHaveLength(2);
});

test("fields that are no lists, and ids that are none, are refused by name", async () => {
  const [deal = ""] = await make("deal", { name: "x" });
  const field = await refusal(link({ entity: "deal", id: deal, field: "amount" }, { add: [deal] }));
  expect(field.code).toBe("STORE_FIELD_UNSUITABLE");
  const id = await refusal(link({ entity: "deal", id: deal, field: "contacts" }, { add: ["nobody"] }));
  expect(id.details).toEqual([expect.objectContaining({ path: "add.0" })]);
});
