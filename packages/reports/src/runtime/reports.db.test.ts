import type { ChartPoint } from "@mortise/contract";
import { ManualClock, sameText, silentLogger } from "@mortise/kit";
import type { DashboardCard, DefinitionDocument, FieldDefinition } from "@mortise/metadata";
import { type Actor, openStore, type Store, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drillTargets } from "../model/drill.ts";
import { cardFields } from "../model/report-field.ts";
import { dashboardChecker } from "../model/validate-card.ts";
import { createReports, type Reports } from "./index.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
const admin: Actor = { ...systemActor, kind: "user", userId: null };
const clerk: Actor = { ...admin, admin: false, roles: { shop: ["clerk"] } };
let store: Store;
let reports: Reports;

function field(id: string, type: string, settings: FieldDefinition["settings"] = {}): FieldDefinition {
  return { id, type, name: sameText(id), settings };
}

function option(key: string, more: object = {}) {
  return { key, name: { zh: `选项${key}`, en: `Option ${key}` }, ...more };
}

const stages = ["open", "offer", "won"].map((key) => option(key, key === "won" ? { outcome: "won" } : {}));

const documents: readonly DefinitionDocument[] = [
  { kind: "app", id: "shop", version: 1, name: sameText("Shop"), icon: "app", color: "#0f766e" },
  {
    kind: "entity",
    id: "deal",
    version: 1,
    name: sameText("Deal"),
    icon: "box",
    color: "blue",
    titleField: "name",
    owned: true,
    fields: [
      field("name", "text"),
      field("source", "select", {
        options: [option("web", { color: "blue" }), option("fair"), option("call")],
      }),
      field("stage", "stage", { options: [...stages, option("lost", { outcome: "lost" })] }),
      field("amount", "money"),
      field("secret", "money"),
      field("seats", "number"),
      field("tags", "multi-select", { options: [option("a"), option("b")] }),
      field("region", "region"),
      field("closed", "date"),
      field("hot", "switch"),
    ],
  },
  {
    kind: "role",
    id: "clerk",
    version: 1,
    name: sameText("Clerk"),
    builder: false,
    grants: {
      deal: { create: false, read: ["all"], update: [], delete: [], fields: { secret: "hidden" } },
    },
  },
];

const rows = [
  {
    name: "A",
    source: "web",
    stage: "open",
    amount: "10.10",
    seats: 1,
    tags: ["a", "b"],
    region: "370102",
    closed: "2026-01-31",
    hot: true,
  },
  {
    name: "B",
    source: "web",
    stage: "offer",
    amount: "20.20",
    seats: 2,
    tags: ["a"],
    region: "370103",
    closed: "2026-03-01",
  },
  {
    name: "C",
    source: "fair",
    stage: "won",
    amount: "30.30",
    seats: 2,
    region: "370202",
    closed: "2026-06-15",
    hot: false,
  },
  { name: "D", stage: "open", amount: "0.40", closed: "2026-06-16", secret: "9" },
];

beforeAll(async () => {
  store = await openStore({
    url: database.url,
    clock,
    logger: silentLogger,
    checkers: [dashboardChecker],
  });
  await store.releases.createApp(documents, systemActor);
  const create = { type: "create", entity: "deal", rows } as const;
  const { results } = await store.records.execute(systemActor, "shop", [create], { type: "import" });
  const id = results[0]?.ids.at(-1) ?? "";
  for (const stage of ["offer", "lost"]) {
    await store.records.execute(
      systemActor,
      "shop",
      [{ type: "update", entity: "deal", changes: [{ id, values: { stage } }] }],
      { type: "user" },
    );
  }
  reports = createReports({ store, clock, logger: silentLogger });
});
afterAll(async () => {
  await store.close();
});

const COUNT = { id: "count", function: "count" } as const;
const AMOUNT = { id: "amount", function: "sum", field: "amount" } as const;

function card(chart: string, more: Partial<DashboardCard>): DashboardCard {
  return {
    id: "c",
    chart,
    title: sameText("Card"),
    entity: "deal",
    dimensions: [],
    measures: [COUNT],
    layout: { x: 0, y: 0, w: 6, h: 6 },
    ...more,
  };
}

async function countBehind(
  of: DashboardCard,
  point: ChartPoint | undefined,
  measure: string,
): Promise<number | undefined> {
  if (!point) return undefined;
  const catalog = store.releases.current("shop").catalog;
  const [way] = drillTargets({ card: of, point, measure, title: "" }, cardFields(catalog, of));
  const { entity, filter, reached } = way?.target ?? { entity: "" };
  const page = await store.records.query(admin, "shop", {
    entity,
    count: "exact",
    ...(filter === undefined ? {} : { filter }),
    ...(reached ? { reached } : {}),
  });
  return page.count?.value;
}

const byDimension: readonly (readonly [string, Partial<DashboardCard>])[] = [
  ["options", { dimensions: [{ field: "source" }] }],
  ["stages", { dimensions: [{ field: "stage" }] }],
  ["cities", { dimensions: [{ field: "region", level: 4 }] }],
  ["months", { dimensions: [{ field: "closed", grain: "month" }] }],
  ["weeks of creation", { dimensions: [{ field: "created_at", grain: "week" }] }],
  ["switches", { dimensions: [{ field: "hot" }] }],
  ["numbers", { dimensions: [{ field: "seats" }] }],
  ["texts", { dimensions: [{ field: "name" }] }],
  ["owners", { dimensions: [{ field: "owner" }] }],
  ["two dimensions", { dimensions: [{ field: "source" }, { field: "stage" }] }],
];

describe("figures and the rows behind them", () => {
  test.each(byDimension)("agree for %s, and add up to the total", async (_name, more) => {
    const wanted = card("table", more);
    const { points } = await reports.cardData(admin, "shop", wanted);
    const counts = points.map((point) => Number(point.values["count"]));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
    for (const [index, point] of points.entries())
      expect([point.labels, await countBehind(wanted, point, "count")]).toEqual([
        point.labels,
        counts[index],
      ]);
  });

  test("agree for lists, where a record counts in each of its groups", async () => {
    const wanted = card("table", { dimensions: [{ field: "tags" }] });
    const { points } = await reports.cardData(admin, "shop", wanted);
    expect(points.map((point) => [point.labels[0], point.values["count"]])).toEqual([
      ["选项a", "2"],
      ["（未填写）", "2"],
      ["选项b", "1"],
    ]);
    for (const point of points)
      expect(await countBehind(wanted, point, "count")).toBe(Number(point.values["count"]));
  });

  test("agree when the measure and the card have conditions of their own", async () => {
    const won = { id: "won", function: "count", filter: { "==": [{ var: "stage" }, "won"] } } as const;
    const wanted = card("bar", {
      dimensions: [{ field: "source" }],
      measures: [COUNT, won],
      filter: { "!=": [{ var: "name" }, "A"] },
    });
    const { points } = await reports.cardData(admin, "shop", wanted, { "!=": [{ var: "name" }, "D"] });
    expect(points.map((point) => [point.keys[0], point.values["count"], point.values["won"]])).toEqual([
      ["web", "1", "0"],
      ["fair", "1", "1"],
    ]);
    for (const point of points) {
      expect(await countBehind(wanted, point, "count")).toBe(Number(point.values["count"]));
      expect(await countBehind(wanted, point, "won")).toBe(Number(point.values["won"]));
    }
  });

  test("agree for a number without groups", async () => {
    const wanted = card("number", { filter: { ">": [{ var: "amount" }, 10] } });
    const { points, asOf } = await reports.cardData(admin, "shop", wanted);
    expect(points[0]?.values["count"]).toBe("3");
    expect(await countBehind(wanted, points[0], "count")).toBe(3);
    expect(asOf).toBe("2026-11-22T01:30:00.000Z");
  });

  test("of no records at all there are none, they add up to 0 and have no average", async () => {
    const measures = [
      { id: "n", function: "count" },
      { id: "sum", function: "sum", field: "amount" },
      { id: "avg", function: "avg", field: "amount" },
    ] as const;
    const nobody = { "==": [{ var: "name" }, "nobody"] };
    const { points } = await reports.cardData(admin, "shop", card("number", { measures, filter: nobody }));
    expect(points[0]?.values).toEqual({ n: "0", sum: "0", avg: null });
  });

  test("agree for everybody who ever reached a stage", async () => {
    const wanted = card("funnel", { dimensions: [{ field: "stage" }], measures: [COUNT, AMOUNT] });
    const { points } = await reports.cardData(admin, "shop", wanted);
    expect(points.map((point) => [point.labels[0], point.values["count"], point.values["amount"]])).toEqual([
      ["选项open", "4", "61"],
      ["选项offer", "3", "50.9"],
      ["选项won", "1", "30.3"],
    ]);
    for (const point of points)
      expect(await countBehind(wanted, point, "count")).toBe(Number(point.values["count"]));
  });
});

describe("a card", () => {
  test("fills the gaps of a series of dates with nothing", async () => {
    const wanted = card("line", { dimensions: [{ field: "closed", grain: "month" }], measures: [AMOUNT] });
    const { points } = await reports.cardData(admin, "shop", wanted);
    expect(points.map((point) => [point.labels[0], point.values["amount"]])).toEqual([
      ["2026年1月", "10.10"],
      ["2026年2月", "0"],
      ["2026年3月", "20.20"],
      ["2026年4月", "0"],
      ["2026年5月", "0"],
      ["2026年6月", "30.70"],
    ]);
  });

  test("keeps the latest dates when it is limited", async () => {
    const wanted = card("line", { dimensions: [{ field: "closed", grain: "month" }], limit: 1 });
    const { points, truncated } = await reports.cardData(admin, "shop", wanted);
    expect(points.map((point) => point.keys)).toEqual([["2026-06-01"]]);
    expect(truncated).toBe(true);
  });

  test("limits groups of its first dimension, each with all its parts", async () => {
    const wanted = card("bar", { dimensions: [{ field: "source" }, { field: "stage" }], limit: 1 });
    const { points, truncated } = await reports.cardData(admin, "shop", wanted);
    expect(points.map((point) => point.keys)).toEqual([
      ["web", "open"],
      ["web", "offer"],
    ]);
    expect(truncated).toBe(true);
  });

  test("shows options without records when asked, with their names and colours", async () => {
    const wanted = card("bar", { dimensions: [{ field: "source" }], settings: { emptyOptions: true } });
    const { points } = await reports.cardData({ ...admin, locale: "en" }, "shop", wanted);
    expect(points.map((point) => [point.labels[0], point.values["count"], point.color])).toEqual([
      ["Option web", "2", "blue"],
      ["Option fair", "1", undefined],
      ["(empty)", "1", undefined],
      ["Option call", "0", undefined],
    ]);
  });

  test("names regions by their level", async () => {
    const wanted = card("bar", { dimensions: [{ field: "region", level: 4 }] });
    const { points } = await reports.cardData(admin, "shop", wanted);
    expect(new Set(points.map((point) => point.labels[0]))).toEqual(
      new Set(["济南市", "青岛市", "（未填写）"]),
    );
  });
});

describe("permission", () => {
  test("refuses figures over a hidden field", async () => {
    const wanted = card("number", { measures: [{ id: "m", function: "sum", field: "secret" }] });
    await expect(reports.cardData(clerk, "shop", wanted)).rejects.toThrow("STORE_FIELD");
    expect((await reports.cardData(admin, "shop", wanted)).points[0]?.values["m"]).toBe("9.00");
  });

  test("refuses a condition over a hidden field", async () => {
    const filter = { ">": [{ var: "secret" }, 1] };
    await expect(reports.cardData(clerk, "shop", card("number", { filter }))).rejects.toThrow("STORE_FIELD");
    await expect(reports.cardData(clerk, "shop", card("number", {}), filter)).rejects.toThrow("STORE_FIELD");
  });

  test("refuses everything to those who may not read the entity", async () => {
    await expect(reports.cardData({ ...clerk, roles: {} }, "shop", card("number", {}))).rejects.toThrow(
      "STORE_",
    );
  });
});

describe("a card that cannot be computed", () => {
  test("says what to mend", async () => {
    await expect(reports.cardData(admin, "shop", card("bar", {}))).rejects.toMatchObject({
      code: "REPORT_CARD_INVALID",
      details: [{ path: "dimensions" }],
    });
  });

  test("says that its entity is not published", async () => {
    await expect(reports.cardData(admin, "shop", card("number", { entity: "draft" }))).rejects.toMatchObject({
      code: "REPORT_ENTITY_UNPUBLISHED",
    });
  });

  test("is refused when it is no card at all", async () => {
    const malformed = { id: "x", chart: "bar" } as unknown as DashboardCard;
    await expect(reports.cardData(admin, "shop", malformed)).rejects.toMatchObject({
      code: "REPORT_CARD_MALFORMED",
    });
  });
});
