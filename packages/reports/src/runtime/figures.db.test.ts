import type { ChartPoint } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import { ManualClock, sameText, silentLogger } from "@mortise/kit";
import type { DashboardCard, DefinitionDocument, FieldDefinition } from "@mortise/metadata";
import { type Actor, openStore, type Store, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dashboardChecker } from "../model/validate-card.ts";
import { createReports, type Reports } from "./index.ts";

const database = useDatabase();
/** The thirty-first, half past nine in the morning in Shanghai: February has no such day. */
const clock = new ManualClock("2026-03-31T01:30:00Z");
const admin: Actor = { ...systemActor, kind: "user", userId: null, locale: "en" };
const clerk: Actor = { ...admin, admin: false, roles: { shop: ["clerk"] } };
let store: Store;
let reports: Reports;

function field(id: string, type: string, settings: FieldDefinition["settings"] = {}): FieldDefinition {
  return { id, type, name: sameText(id), settings };
}

function entity(id: string, fields: readonly FieldDefinition[]): DefinitionDocument {
  const name = sameText(id);
  return {
    kind: "entity",
    id,
    version: 1,
    name,
    icon: "box",
    color: "blue",
    titleField: "name",
    owned: true,
    fields,
  };
}

const text = (key: string) => ({ zh: key, en: key });
const stages = [
  { key: "open", name: text("open"), probability: 20, outcome: "open" },
  { key: "won", name: text("won"), probability: 100, outcome: "won" },
  { key: "lost", name: text("lost"), probability: 0, outcome: "lost" },
];
const regions = ["n", "s", "e"].map((key) => ({ key, name: text(key.toUpperCase()) }));

const documents: readonly DefinitionDocument[] = [
  { kind: "app", id: "shop", version: 1, name: sameText("Shop"), icon: "app", color: "#0f766e" },
  entity("customer", [field("name", "text"), field("area", "select", { options: regions })]),
  entity("deal", [
    field("name", "text"),
    field("stage", "stage", { options: stages }),
    field("amount", "money"),
    field("area", "select", { options: regions }),
    field("day", "date"),
    field("moment", "datetime"),
    field("customer", "reference", { entity: "customer" }),
  ]),
  entity("goal", [
    field("name", "text"),
    field("area", "select", { options: regions }),
    field("month", "date"),
    field("value", "number", { decimals: 2 }),
  ]),
  {
    kind: "role",
    id: "clerk",
    version: 1,
    name: sameText("Clerk"),
    builder: false,
    grants: { deal: { create: false, read: ["all"], update: [], delete: [] } },
  },
];

/** Amount, area, day; what follows from them is worked out by eye in the tests. */
const DEALS: readonly (readonly [amount: string, area: string | null, day: string, stage?: string])[] = [
  ["1.00", "n", "2025-03-15"],
  ["4.00", "n", "2025-03-31"],
  ["10.00", "n", "2026-02-01"],
  ["30.00", "s", "2026-02-28"],
  ["7.00", null, "2026-01-31", "lost"],
  ["20.00", "n", "2026-03-01", "won"],
  ["25.00", "s", "2026-03-31", "won"],
  ["0.50", "e", "2026-03-31"],
];

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger, checkers: [dashboardChecker] });
  await store.releases.createApp(documents, systemActor);
  const write = async (of: string, rows: readonly Record<string, unknown>[]) => {
    const create = { type: "create", entity: of, rows } as const;
    const { results } = await store.records.execute(systemActor, "shop", [create], { type: "import" });
    return results[0]?.ids ?? [];
  };
  const [north = "", south = ""] = await write("customer", [
    { name: "North", area: "n" },
    { name: "South", area: "s" },
  ]);
  const customers: Readonly<Record<string, string>> = { n: north, s: south };
  await write(
    "deal",
    DEALS.map(([amount, area, day, stage = "open"], index) => ({
      name: `deal ${index}`,
      amount,
      area,
      day,
      stage,
      moment: `${day}T01:00:00Z`,
      customer: customers[area ?? ""] ?? null,
    })),
  );
  await write("goal", [
    { name: "n", area: "n", month: "2026-03-01", value: "40" },
    { name: "s", area: "s", month: "2026-03-01", value: "20" },
    { name: "old", area: "n", month: "2026-02-01", value: "1000" },
  ]);
  reports = createReports({ store, clock, logger: silentLogger });
}, 60_000);
afterAll(async () => {
  await store.close();
});

const AMOUNT = { id: "amount", function: "sum", field: "amount" } as const;
const COUNT = { id: "count", function: "count" } as const;

function card(more: Partial<DashboardCard>): DashboardCard {
  return {
    id: "c",
    chart: "table",
    title: sameText("Card"),
    entity: "deal",
    dimensions: [],
    measures: [AMOUNT],
    layout: { x: 0, y: 0, w: 6, h: 6 },
    ...more,
  };
}

const ask = (more: Partial<DashboardCard>, reader = admin) => reports.cardData(reader, "shop", card(more));
const byKey = (points: readonly ChartPoint[], measure: string) =>
  Object.fromEntries(points.map((point) => [point.labels.join("/"), point.values[measure] ?? null]));

async function sumBehind(filter: Expression): Promise<string | null> {
  const { rows } = await store.records.aggregate(admin, "shop", {
    entity: "deal",
    dimensions: [],
    measures: [AMOUNT],
    filter,
  });
  return rows[0]?.values["amount"] ?? null;
}

describe("the comparison of periods", () => {
  test.each(["day", "moment"])(
    "sets this month to date against the same days of others, by %s",
    async (on) => {
      const { points } = await ask({
        chart: "number",
        compare: { field: on, period: "month", with: ["previous", "lastYear"] },
      });
      const compared = points[0]?.compared?.["amount"];
      expect(points[0]?.values["amount"]).toBe("45.50");
      // February ends before its thirty-first day would come, so all of it counts.
      expect(compared?.previous).toMatchObject({ value: "40.00", change: "0.1375" });
      // 5.00 would be the whole month; it is half past nine, and by moments the thirty-first began at nine.
      expect(compared?.lastYear?.value).toBe("5.00");
      expect(await sumBehind(points[0]?.filter ?? false)).toBe("45.50");
      expect(await sumBehind(compared?.previous?.filter ?? false)).toBe("40.00");
      expect(await sumBehind(compared?.lastYear?.filter ?? false)).toBe("5.00");
    },
  );

  test("compares as much of the other period as has passed of this one", async () => {
    clock.set("2026-02-15T01:30:00Z");
    const at = { chart: "number", compare: { field: "day", period: "month", with: ["previous"] } } as const;
    const { points } = await ask(at);
    expect(points[0]?.values["amount"]).toBe("10.00");
    expect(points[0]?.compared?.["amount"]?.previous).toMatchObject({ value: "0", change: null });
    const whole = await ask({ ...at, compare: { ...at.compare, whole: true } });
    expect(whole.points[0]?.values["amount"]).toBe("40.00");
    expect(whole.points[0]?.compared?.["amount"]?.previous?.value).toBe("7.00");
    clock.set("2026-03-31T01:30:00Z");
  });

  test("moves with the period that a filter chooses", async () => {
    const { points } = await ask({
      chart: "number",
      filter: { and: [{ inPeriod: [{ var: "day" }, "last-month"] }, { "!=": [{ var: "area" }, "s"] }] },
      compare: { field: "day", period: "month", with: ["previous"] },
    });
    expect(points[0]?.values["amount"]).toBe("10.00");
    expect(points[0]?.compared?.["amount"]?.previous?.value).toBe("7.00");
  });

  test("along time compares each group with the one a step back, also beyond the filter", async () => {
    const { points } = await ask({
      chart: "line",
      dimensions: [{ field: "day", grain: "month" }],
      filter: { ">=": [{ var: "day" }, "2026-02-01"] },
      compare: { field: "day", period: "month", with: ["previous", "lastYear"] },
    });
    expect(points.map(({ keys, values }) => [keys[0], values["amount"]])).toEqual([
      ["2026-02-01", "40.00"],
      ["2026-03-01", "45.50"],
    ]);
    const before = points.map(({ compared }) => compared?.["amount"]?.previous?.value);
    expect(before).toEqual(["7.00", "40.00"]);
    expect(points[1]?.compared?.["amount"]?.lastYear?.value).toBe("5.00");
    for (const { compared } of points) {
      const { value = null, filter = false } = compared?.["amount"]?.previous ?? {};
      expect(await sumBehind(filter)).toBe(value);
    }
  });
});

test("formulas are exact over the figures above them, can be sorted by, and divide by zero into nothing", async () => {
  const won = { "==": [{ var: "stage" }, "won"] };
  const { points, measures } = await ask({
    dimensions: [{ field: "area" }],
    measures: [
      { id: "won", function: "sum", field: "amount", filter: won, hidden: true },
      AMOUNT,
      {
        id: "rate",
        function: "formula",
        formula: { "/": [{ var: "won" }, { var: "amount" }] },
        format: "percent",
      },
      {
        id: "odd",
        function: "formula",
        formula: { "/": [{ var: "amount" }, { "-": [{ var: "amount" }, { var: "amount" }] }] },
      },
    ],
    sort: [{ field: "rate", descending: true }],
  });
  expect(measures.map(({ id, format }) => [id, format])).toEqual([
    ["amount", undefined],
    ["rate", "percent"],
    ["odd", undefined],
  ]);
  expect(points.map(({ keys, values }) => [keys[0], values["rate"]])).toEqual([
    ["n", "0.57142857142857142857"],
    ["s", "0.45454545454545454545"],
    ["e", null],
    [null, null],
  ]);
  expect(points.map(({ values }) => values["odd"])).toEqual([null, null, null, null]);
  expect(points[0]?.values).not.toHaveProperty("won");
});

test("the groups beyond the limit are gathered, by a mean too, and lead to their records", async () => {
  const { points, truncated } = await ask({
    dimensions: [{ field: "area", other: true }],
    measures: [COUNT, { id: "avg", function: "avg", field: "amount" }],
    sort: [{ field: "count", descending: true }],
    limit: 2,
  });
  expect(truncated).toBe(false);
  expect(
    points.map(({ labels, values, other }) => [labels[0], values["count"], values["avg"], other]),
  ).toEqual([
    ["N", "4", "8.75", undefined],
    ["S", "2", "27.5", undefined],
    ["Other", "2", "3.75", true],
  ]);
  expect(await sumBehind(points[2]?.filter ?? false)).toBe("7.50");
});

test("a pivot has subtotals over the records, and each leads to them", async () => {
  const { points, totals = [] } = await ask({
    dimensions: [{ field: "customer.area" }],
    columns: [{ field: "day", grain: "year" }],
    measures: [{ id: "median", function: "median", field: "amount" }, AMOUNT],
    totals: true,
  });
  expect(byKey(points, "median")).toEqual({
    "N/2025": "2.5",
    "N/2026": "15",
    "S/2026": "27.5",
    "(empty)/2026": "3.75",
  });
  const named = totals.map(({ rows, columns, labels, values }) => [
    rows,
    columns,
    labels.join(),
    values["median"],
  ]);
  expect(named).toEqual(
    expect.arrayContaining([
      [0, 0, "", "8.5"],
      [1, 0, "N", "7"],
      [0, 1, "2025", "2.5"],
    ]),
  );
  expect(totals).toHaveLength(6);
  for (const { filter, values } of totals) expect(await sumBehind(filter)).toBe(values["amount"]);
});

test("shares are of totals over all records of their row, column or table", async () => {
  const share = (type: "shareOfTotal" | "shareOfRow" | "shareOfColumn") =>
    ({ ...AMOUNT, id: type, calculation: { type } }) as const;
  const { points, measures } = await ask({
    dimensions: [{ field: "area" }, { field: "stage" }],
    measures: [share("shareOfTotal"), share("shareOfRow"), share("shareOfColumn")],
    filter: { in: [{ var: "area" }, ["n", "s"]] },
  });
  expect(measures.every(({ format }) => format === "percent")).toBe(true);
  const north = points.find(({ keys }) => keys[0] === "n" && keys[1] === "won")?.values;
  // 20 of 90, of the 35 of the north, of the 45 that were won.
  expect([north?.["shareOfTotal"], north?.["shareOfRow"], north?.["shareOfColumn"]]).toEqual([
    "0.22222222222222222222",
    "0.57142857142857142857",
    "0.44444444444444444444",
  ]);
});

const goals = {
  entity: "goal",
  field: "value",
  by: { area: "area", day: "month" },
};

test("targets are those of the same groups and of the whole period, and hidden from who may not see them", async () => {
  const wanted: Partial<DashboardCard> = {
    dimensions: [{ field: "area" }],
    measures: [{ ...AMOUNT, target: goals }],
    compare: { field: "day", period: "month", with: ["previous"] },
    filter: { in: [{ var: "area" }, ["n", "s"]] },
  };
  const { points } = await ask(wanted);
  expect(Object.fromEntries(points.map(({ keys, targets }) => [keys[0], targets?.["amount"]]))).toEqual({
    n: { value: "40.00", completion: "0.5" },
    s: { value: "20.00", completion: "1.25" },
  });
  const seen = await ask(wanted, clerk);
  expect(seen.points.map(({ targets }) => targets?.["amount"])).toEqual([
    { value: null, completion: null },
    { value: null, completion: null },
  ]);
});

test("months of the year without records are shown where they are asked for", async () => {
  const { points } = await ask({
    dimensions: [{ field: "day", part: "monthOfYear", empty: true }],
    measures: [COUNT],
  });
  expect(points.map(({ values }) => values["count"])).toEqual([
    "1",
    "2",
    "5",
    ...Array.from({ length: 9 }, () => "0"),
  ]);
  expect(points[0]?.labels).toEqual(["Jan"]);
});

test("ready-made metrics say what they count, and count it", async () => {
  const metric = (id: string) => ({ id, function: "metric", metric: id }) as const;
  clock.set("2026-03-31T02:30:00Z");
  const { results } = await store.records.execute(
    systemActor,
    "shop",
    [
      {
        type: "create",
        entity: "deal",
        rows: [{ name: "late", stage: "open", amount: "100", area: "e", day: "2026-03-30" }],
      },
    ],
    { type: "user" },
  );
  const id = results[0]?.ids[0] ?? "";
  clock.set("2026-03-31T04:30:00Z");
  await store.records.execute(
    systemActor,
    "shop",
    [{ type: "update", entity: "deal", changes: [{ id, values: { stage: "won" } }] }],
    { type: "user" },
  );
  clock.set("2026-03-31T05:30:00Z");
  const late = { "==": [{ var: "name" }, "late"] };
  const figure = async (id: string, filter: Expression = true) => {
    const { points, measures } = await ask({ chart: "number", measures: [metric(id)], filter });
    expect(measures[0]?.definition?.zh).toBeTruthy();
    return points[0]?.values[id];
  };
  // Three of nine were won, three of four that ended; a fifth of the 45.50 that are open.
  expect(await figure("conversion_rate")).toBe("0.33333333333333333333");
  expect(await figure("win_rate")).toBe("0.75");
  expect(await figure("forecast")).toBe("9.1");
  expect(await figure("deal_cycle", late)).toBe("7200");
  expect(await figure("stage_age", late)).toBe("3600");
});
