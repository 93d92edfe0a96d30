import { ManualClock, silentLogger } from "@mortise/kit";
import {
  type DefinitionDocument,
  documentKey,
  type EntityDocument,
  type FieldAccess,
  type RoleDocument,
} from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { aField, anApp, anEntity } from "../testing/shop-app.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-28T08:00:00Z");
const builder: Actor = { ...systemActor, kind: "user" };
let store: Store;

const lead = (changes: Partial<EntityDocument> = {}): EntityDocument =>
  anEntity("lead", [aField("mobile", "text", { unique: true }), aField("amount", "number")], changes);
const role = (fields: Readonly<Record<string, FieldAccess>> = {}): RoleDocument => ({
  kind: "role",
  id: "rep",
  version: 1,
  name: { zh: "销售", en: "Rep" },
  builder: false,
  grants: { lead: { create: true, read: ["all"], update: ["all"], delete: [], fields } },
});

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  await store.releases.createApp([...anApp("tried", [lead()]), role()], builder);
});
afterAll(() => store.close());

async function draft(...documents: readonly DefinitionDocument[]): Promise<void> {
  const known = (await store.releases.draft("tried")).documents;
  const edits = documents.map((document) => ({
    document,
    revision: known.find((each) => documentKey(each.document) === documentKey(document))?.revision ?? 0,
  }));
  await store.releases.saveDraft("tried", edits, systemActor);
}

const stored = async (): Promise<number> =>
  (await store.records.query(builder, "tried", { entity: "lead", limit: 50 })).items.length;
const trial = (values: Readonly<Record<string, unknown>>, more: object = {}) =>
  store.sandbox.try(builder, "tried", { entity: "lead", values, ...more });

test("keeps nothing, and refuses what the draft's own rules refuse", async () => {
  await expect(trial({ name: "海尔", mobile: "1" })).resolves.toMatchObject({
    record: { name: "海尔", mobile: "1" },
    leftOut: [],
    isNew: false,
  });
  const fields = lead().fields.map((field) => (field.id === "amount" ? { ...field, required: true } : field));
  await draft(lead({ fields }));
  await expect(trial({ name: "海尔" })).rejects.toMatchObject({ details: [{ path: "amount" }] });
  await expect(trial({ name: "海尔", amount: "5" })).resolves.toMatchObject({ record: { amount: "5" } });
  expect(await stored()).toBe(0);
});

test("asks the stored records: what must not occur twice does not", async () => {
  const rows = [{ name: "海信", mobile: "139" }];
  const made = await store.records.execute(builder, "tried", [{ type: "create", entity: "lead", rows }], {
    type: "api",
  });
  const id = made.results[0]?.ids[0] ?? "";
  await expect(trial({ name: "海信", mobile: "139", amount: "1" })).rejects.toMatchObject({
    details: [{ path: "mobile" }],
  });
  await expect(trial({ amount: "7" }, { id })).resolves.toMatchObject({ record: { id, amount: "7" } });
  const { record } = await store.records.get(builder, "tried", "lead", id);
  expect(record["amount"]).toBeNull();
});

test("holds the rights of a role as the draft has them, and shows the record as it would be seen", async () => {
  await draft(role({ mobile: "hidden", amount: "read" }));
  await expect(trial({ name: "美的", amount: "3" }, { role: "rep" })).rejects.toMatchObject({
    details: [{ path: "amount" }],
  });
  await draft(role({ mobile: "hidden" }));
  const seen = await trial({ name: "美的", amount: "3" }, { role: "rep" });
  expect(seen.record).toMatchObject({ name: "美的", amount: "3" });
  expect(seen.record).not.toHaveProperty("mobile");
});

test("leaves out what no table has yet, rules about it too", async () => {
  const fields = [...lead().fields, aField("budget", "number", { required: true })];
  const rules = [
    {
      id: "r1",
      when: { ">": [{ var: "budget" }, 1] },
      actions: [{ type: "require", fields: ["amount"] }],
    },
  ] as unknown as NonNullable<EntityDocument["rules"]>;
  await draft(lead({ fields, rules }));
  await expect(trial({ name: "格力", budget: "2" })).resolves.toMatchObject({ leftOut: ["budget"] });
  await draft(anEntity("fresh"));
  await expect(
    store.sandbox.try(builder, "tried", { entity: "fresh", values: { name: "x" } }),
  ).resolves.toMatchObject({
    isNew: true,
  });
});
