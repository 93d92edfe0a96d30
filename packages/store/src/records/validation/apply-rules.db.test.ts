import { silentLogger, systemClock } from "@mortise/kit";
import type { RecordRule } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { aField, anApp, anEntity } from "../../testing/shop-app.ts";
import { refusal } from "../fixtures/refusal.ts";
import type { RecordValues } from "../record-command.ts";

const database = useDatabase();
let store: Store;
const cause = { type: "user" } as const;

const stages = { options: ["new", "quote", "won"].map((key) => ({ key, name: { zh: key, en: key } })) };

const rules: readonly RecordRule[] = [
  {
    id: "quote",
    when: { "==": [{ var: "stage" }, "quote"] },
    actions: [{ type: "require", fields: ["amount"] }],
  },
  {
    id: "won",
    name: { zh: "成交后锁定", en: "Locked once won" },
    when: { "==": [{ var: "stage" }, "won"] },
    actions: [
      { type: "lock", fields: ["amount", "lines"] },
      { type: "set", field: "closed", value: { var: "$today" } },
    ],
  },
  {
    id: "foreign",
    when: { "==": [{ var: "abroad" }, true] },
    actions: [{ type: "hide", fields: ["region", "code"] }],
  },
  { id: "code", when: { ">": [{ var: "amount" }, 100] }, actions: [{ type: "show", fields: ["discount"] }] },
  {
    id: "limit",
    when: { ">": [{ var: "discount" }, { var: "amount" }] },
    actions: [
      { type: "refuse", field: "discount", message: { zh: "折扣不能大于金额", en: "Discount above amount" } },
    ],
  },
  {
    id: "small",
    when: { and: [{ ">": [{ var: "total" }, 0] }, { "<": [{ var: "total" }, 10] }] },
    actions: [{ type: "offer", field: "stage", options: ["new"] }],
  },
  {
    id: "gate",
    when: { "==": [{ var: "name" }, "gated"] },
    actions: [
      { type: "gate", field: "stage", move: "enter", options: ["quote"], fields: ["code", "lines"] },
      {
        type: "gate",
        field: "stage",
        move: "leave",
        options: ["quote"],
        fields: [],
        message: { zh: "报价后不能退回", en: "Quoted is quoted" },
      },
    ],
  },
];

const seller: Actor = {
  ...systemActor,
  kind: "user",
  userId: "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d",
  admin: false,
  roles: { crm: ["seller"] },
};

beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  await store.releases.createApp(
    [
      ...anApp("crm", [
        anEntity(
          "deal",
          [
            aField("stage", "select", { settings: stages }),
            aField("amount", "number"),
            aField("discount", "number", { required: true }),
            aField("closed", "date"),
            aField("abroad", "switch"),
            aField("region", "text", { required: true }),
            aField("code", "text"),
            aField("lines", "sub-table", { settings: { entity: "line" } }),
            aField("total", "formula", {
              settings: { expression: { sum: [{ var: "lines" }, { var: "price" }] } },
            }),
          ],
          { rules },
        ),
        anEntity("line", [aField("price", "number"), aField("why", "text")], {
          owned: false,
          parent: { entity: "deal", field: "lines" },
          rules: [
            {
              id: "dear",
              when: { ">": [{ var: "price" }, 50] },
              actions: [{ type: "require", fields: ["why"] }],
            },
          ],
        }),
      ]),
      {
        kind: "role",
        id: "seller",
        version: 1,
        name: { zh: "销售", en: "Seller" },
        builder: false,
        grants: { deal: { create: true, read: ["all"], update: ["all"], delete: [] } },
      },
    ],
    systemActor,
  );
  await database.pool.query(
    "insert into mortise.account (id, name, email) values ($1, '李娜', 'lina@x.example')",
    [seller.userId],
  );
});

afterAll(async () => store.close());

async function create(values: RecordValues, actor: Actor = seller): Promise<string> {
  const rows = [{ name: "n", ...values }];
  const { results } = await store.records.execute(
    actor,
    "crm",
    [{ type: "create", entity: "deal", rows }],
    cause,
  );
  return results[0]?.ids[0] ?? "";
}

async function change(id: string, values: RecordValues, actor: Actor = seller): Promise<void> {
  await store.records.execute(
    actor,
    "crm",
    [{ type: "update", entity: "deal", changes: [{ id, values }] }],
    cause,
  );
}

async function read(id: string): Promise<RecordValues> {
  return (await store.records.get(seller, "crm", "deal", id)).record;
}

const abroad = { abroad: true };
const paths = async (work: Promise<unknown>): Promise<readonly string[]> =>
  ((await refusal(work)).details ?? []).map(({ path }) => path ?? "");

test("a rule requires a field only while its condition holds", async () => {
  expect(await paths(create({ ...abroad, stage: "quote" }))).toEqual(["amount"]);
  await create({ ...abroad, stage: "quote", amount: 5 });
  const id = await create({ ...abroad, stage: "new" });
  expect(await paths(change(id, { stage: "quote" }))).toEqual(["amount"]);
  await change(id, { stage: "quote", amount: 7 });
  expect(await paths(change(id, { amount: null }))).toEqual(["amount"]);
});

test("a required field that rules hide is not asked for; shown, it is", async () => {
  expect(await paths(create({}))).toEqual(["region"]);
  expect(await paths(create({ ...abroad, amount: 200 }))).toEqual(["discount"]);
  const id = await create({ ...abroad, amount: 99 });
  expect(await paths(change(id, { abroad: false, region: null }))).toEqual(["region"]);
});

test("a rule sets a value when it comes to hold, unless the write names the field", async () => {
  const id = await create({ ...abroad, stage: "won" });
  expect((await read(id))["closed"]).toMatch(/^\d{4}-\d\d-\d\d$/);
  const named = await create({ ...abroad, stage: "won", closed: "2020-01-02" });
  expect((await read(named))["closed"]).toBe("2020-01-02");
  await change(named, { closed: null });
  expect((await read(named))["closed"]).toBeNull();
});

test("what a rule locks, people cannot change while it holds; the system can", async () => {
  const id = await create({ ...abroad, stage: "new", amount: 5 });
  await change(id, { stage: "won", amount: 6 });
  const refused = await refusal(change(id, { amount: 7 }));
  expect(refused.details).toEqual([
    {
      path: "amount",
      message: {
        zh: "按规则“成交后锁定”，当前不能修改",
        en: "The rule “Locked once won” keeps this from being changed now",
      },
    },
  ]);
  expect(await paths(change(id, { lines: [{ name: "l", price: 20 }] }))).toEqual(["lines"]);
  await change(id, { amount: 6, name: "other" });
  await change(id, { amount: 8 }, systemActor);
  await change(id, { stage: "new", amount: 9 });
});

test("a refusal names the field, and does not stand in the way of changes elsewhere", async () => {
  expect(await paths(create({ ...abroad, amount: 200, discount: 300 }))).toEqual(["discount"]);
  const id = await create({ ...abroad, amount: 200, discount: 20 });
  expect(await paths(change(id, { amount: 10 }))).toEqual(["discount"]);
  await change(id, { name: "else" });
});

test("totals over child rows decide, and child rows have rules of their own", async () => {
  const few = { ...abroad, lines: [{ name: "l", price: 3 }] };
  expect(await paths(create({ ...few, stage: "quote", amount: 1 }))).toEqual(["stage"]);
  const id = await create({ ...few, stage: "new" });
  await change(id, { stage: "quote", amount: 1, lines: [{ name: "l", price: 30 }] });
  expect(await paths(change(id, { lines: [{ name: "l", price: 60 }] }))).toEqual(["lines.0.why"]);
  await change(id, { lines: [{ name: "l", price: 60, why: "because" }] });
});

test("what a stored record violates does not stand in the way until it is touched", async () => {
  const id = await create({ ...abroad, stage: "quote", amount: 1 });
  await database.pool.query("update app_crm.deal set amount = null where id = $1", [id]);
  await change(id, { code: "c" });
  expect(await paths(change(id, { amount: null, code: "d" }))).toEqual(["amount"]);
});

test("a stage is entered and left by its criteria only, and what is missing is named", async () => {
  const gated = { ...abroad, abroad: false, region: "110000", name: "gated", amount: 1 };
  expect(await paths(create({ ...gated, stage: "quote" }))).toEqual(["stage", "code", "lines"]);
  const id = await create({ ...gated, stage: "new", code: "c" });
  const refused = await refusal(change(id, { stage: "quote" }, systemActor));
  expect(refused.details).toEqual([
    {
      path: "stage",
      message: { zh: "进入“quote”前请先填写：lines", en: "Before entering “quote”, fill in: lines" },
    },
    { path: "lines", message: { zh: "进入“quote”前必须填写", en: "Needed before entering “quote”" } },
  ]);
  await change(id, { stage: "quote", lines: [{ name: "l", price: 20 }] });
  await change(id, { code: null });
  const back = await refusal(change(id, { stage: "new" }));
  expect(back.details).toEqual([
    { path: "stage", message: { zh: "报价后不能退回", en: "Quoted is quoted" } },
  ]);
});
