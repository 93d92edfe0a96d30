import { ManualClock, silentLogger } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { aField, anApp, anEntity } from "../../testing/shop-app.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
const admin = { ...systemActor, admin: true };
let store: Store;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
});
afterAll(() => store.close());

const number = (id: string) => aField(id, "number", { settings: { decimals: 2 } });
const formula = (id: string, expression: NonNullable<FieldDefinition["settings"]>[string]) =>
  aField(id, "formula", { settings: { expression, resultKind: "number", decimals: 2 } });
const PRICED = [number("price"), number("pieces")];
const total = (factor: number) => formula("total", { "*": [{ var: "price" }, { var: "pieces" }, factor] });
const half = formula("half", { "/": [{ var: "total" }, 2] });

async function begin(app: string, fields: readonly FieldDefinition[], rows: number): Promise<void> {
  await store.releases.createApp(anApp(app, [anEntity("item", fields)]), systemActor);
  const items = Array.from({ length: rows }, (_none, index) => ({
    name: `n${index}`,
    price: 3,
    pieces: index,
  }));
  const cause = { type: "user" } as const;
  await store.records.execute(systemActor, app, [{ type: "create", entity: "item", rows: items }], cause);
}

async function change(app: string, fields: readonly FieldDefinition[]): Promise<void> {
  const { documents } = await store.releases.draft(app);
  const revision = documents.find(({ document }) => document.kind === "entity")?.revision ?? 0;
  await store.releases.saveDraft(app, [{ document: anEntity("item", fields), revision }], systemActor);
  await store.releases.publish(app, { actor: systemActor });
}

async function wrong(app: string, condition: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from app_${app}.item where not coalesce(${condition}, false)`,
  );
  return rows[0]?.n ?? -1;
}

test("a formula that is added or changed is worked out for the records that exist", async () => {
  await begin("few", PRICED, 20);
  await change("few", [...PRICED, half, total(1)]);
  expect(await wrong("few", "total = price * pieces and half = total / 2")).toBe(0);
  await change("few", [...PRICED, half, total(10)]);
  expect(await wrong("few", "total = price * pieces * 10 and half = total / 2")).toBe(0);
  expect(await store.releases.hasTasks()).toBe(false);
});

test("with many records it follows in the background, in the right order, while people write", async () => {
  await begin("many", PRICED, 5_200);
  await change("many", [...PRICED, half, total(1)]);
  const { tasks } = await store.releases.structure("many");
  expect(tasks.map(({ kind, field }) => [kind, field])).toEqual([
    ["fill", "total"],
    ["fill", "half"],
  ]);
  expect(await wrong("many", "total = price * pieces")).toBe(5_200);
  const page = await store.records.query(systemActor, "many", { entity: "item", limit: 200 });
  const writing = Promise.all(
    page.items.map(({ id }) =>
      store.records.execute(
        systemActor,
        "many",
        [{ type: "update", entity: "item", changes: [{ id, values: { price: 7 } }] }],
        { type: "user" },
      ),
    ),
  );
  await store.releases.runTasks();
  await writing;
  expect(await wrong("many", "total = price * pieces and half = total / 2")).toBe(0);
  expect((await store.releases.structure("many")).tasks).toEqual([]);
});

test("formulas that count working days follow a changed calendar", async () => {
  const span = [aField("from", "date"), aField("to", "date")];
  const days = formula("days", { networkDays: [{ var: "from" }, { var: "to" }] });
  await store.releases.createApp(
    anApp("worked", [anEntity("item", [...span, days, formula("twice", { "*": [{ var: "days" }, 2] })])]),
    systemActor,
  );
  const rows = [{ name: "a", from: "2027-03-01", to: "2027-03-05" }];
  await store.records.execute(systemActor, "worked", [{ type: "create", entity: "item", rows }], {
    type: "user",
  });
  const read = async () =>
    (await store.records.query(systemActor, "worked", { entity: "item" })).items.map((row) => [
      row["days"],
      row["twice"],
    ]);
  expect(await read()).toEqual([["5.00", "10.00"]]);
  await store.calendars.saveYear(admin, 2027, { holidays: ["2027-03-03"], workdays: [], revision: 0 });
  await store.releases.runTasks();
  expect(await read()).toEqual([["4.00", "8.00"]]);
});
