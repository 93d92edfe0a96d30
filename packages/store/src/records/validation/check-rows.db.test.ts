import { silentLogger, systemClock } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { aField, anApp, anEntity } from "../../testing/shop-app.ts";
import { refusal } from "../fixtures/refusal.ts";

const database = useDatabase();
let store: Store;
const cause = { type: "api" } as const;
const line = anEntity("line", [aField("product", "text"), aField("amount", "number")], {
  parent: { entity: "deal", field: "lines" },
});
const settings = { entity: "line", minRows: 1, maxRows: 3, uniqueColumns: ["product", "amount"] };
const deal = anEntity("deal", [aField("lines", "sub-table", { settings })]);

beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  await store.releases.createApp(anApp("crm", [line, deal]), systemActor);
});
afterAll(async () => store.close());

async function create(lines: readonly Record<string, unknown>[]): Promise<string> {
  const command = { type: "create", entity: "deal", rows: [{ name: "d", lines }] } as const;
  return (await store.records.execute(systemActor, "crm", [command], cause)).results[0]?.ids[0] ?? "";
}

async function change(id: string, lines: readonly Record<string, unknown>[]): Promise<void> {
  const command = { type: "update", entity: "deal", changes: [{ id, values: { lines } }] } as const;
  await store.records.execute(systemActor, "crm", [command], cause);
}

const repeated = [
  {
    path: "lines.1.product",
    message: {
      zh: "第 2 行与第 1 行的“product、amount”重复",
      en: "Row 2 repeats “product, amount” of row 1",
    },
  },
];

test("rows of one record do not repeat in the columns that must not, whoever writes them", async () => {
  const same = [
    { product: "a", amount: "1" },
    { product: "a", amount: "1.0" },
  ];
  expect((await refusal(create(same))).details).toEqual(repeated);
  const id = await create([
    { product: "a", amount: "1" },
    { product: "a", amount: "2" },
  ]);
  const { record } = await store.records.get(systemActor, "crm", "deal", id);
  // Child rows are objects with an id.
  const [first, second] = (record["lines"] as readonly { readonly id: string }[]).map((row) => row.id);
  // What a row keeps counts, though it is not sent.
  expect((await refusal(change(id, [{ id: first }, { id: second, amount: 1 }]))).details).toEqual(repeated);
  await change(id, [{ id: first }, { id: second, amount: 3 }]);
  // Another record may have the same rows.
  await expect(create([{ product: "a", amount: "1" }])).resolves.toBeTruthy();
});

test("there are as many rows as the field allows, on every write", async () => {
  const rows = ["a", "b", "c", "d"].map((product) => ({ product }));
  const refused = await refusal(create(rows));
  expect(refused.details.map(({ path, message }) => [path, message.en])).toEqual([
    ["lines", "At most 3 rows, this has 4"],
  ]);
});
