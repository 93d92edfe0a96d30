import { readFileSync } from "node:fs";
import { ManualClock, sameText, silentLogger } from "@mortise/kit";
import type { DashboardCard, DefinitionDocument, FieldDefinition, Measure } from "@mortise/metadata";
import { type Actor, openStore, type Store, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { sharedFile } from "@mortise/testing/shared-data";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createReports, type Reports } from "./index.ts";

/** Figures that were published with the data. */
interface KnownGroup {
  readonly key: string;
  readonly opportunities: number;
  readonly won: number;
  readonly win_rate_pct: number;
  readonly won_value: number;
  readonly avg_won_value: number;
  readonly avg_days_to_win: number;
  readonly median_days_to_win: number;
}

interface KnownAnswers {
  readonly totals: Omit<KnownGroup, "key">;
  readonly by_region: readonly KnownGroup[];
  readonly by_manager: readonly KnownGroup[];
  readonly won_by_quarter: readonly {
    readonly quarter: string;
    readonly won: number;
    readonly won_value: number;
  }[];
  readonly top5_agents_by_won_value: readonly { readonly key: string; readonly won_value: number }[];
}

// The file is read as what its own description says.
const known = JSON.parse(
  readFileSync(sharedFile("leads/maven-crm/known-answers.json"), "utf8"),
) as KnownAnswers;
const database = useDatabase();
const clock = new ManualClock("2018-01-01T00:00:00Z");
const admin: Actor = { ...systemActor, kind: "user", userId: null, locale: "en" };
let store: Store;
let reports: Reports;

function field(id: string, type: string, settings: FieldDefinition["settings"] = {}): FieldDefinition {
  return { id, type, name: sameText(id), settings };
}

function entity(id: string, fields: readonly FieldDefinition[]): DefinitionDocument {
  const looks = { icon: "box", color: "blue", titleField: "name", owned: true } as const;
  return { kind: "entity", id, version: 1, name: sameText(id), ...looks, fields };
}

const OUTCOMES = { prospecting: "open", engaging: "open", won: "won", lost: "lost" } as const;
const stages = Object.entries(OUTCOMES).map(([key, outcome]) => ({
  key,
  name: { zh: key, en: key },
  outcome,
}));
const documents: readonly DefinitionDocument[] = [
  { kind: "app", id: "crm", version: 1, name: sameText("crm"), icon: "app", color: "#0f766e" },
  entity("agent", [field("name", "text"), field("head", "text"), field("office", "text")]),
  entity("deal", [
    field("name", "text"),
    field("agent", "reference", { entity: "agent" }),
    field("stage", "stage", { options: stages }),
    field("engaged", "date"),
    field("closed", "date"),
    field("value", "money"),
  ]),
];

function rowsOf(file: string): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(sharedFile(`leads/maven-crm/${file}`), "utf8")
    .trim()
    .split(/\r?\n/);
  return lines.map((line) => line.split(","));
}

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  await store.releases.createApp(documents, systemActor);
  const write = async (of: string, rows: readonly Record<string, unknown>[]) => {
    const create = { type: "create", entity: of, rows } as const;
    const { results } = await store.records.execute(systemActor, "crm", [create], { type: "import" });
    return results[0]?.ids ?? [];
  };
  const teams = rowsOf("sales_teams.csv");
  const ids = await write(
    "agent",
    teams.map(([name, head, office]) => ({ name, head, office })),
  );
  const agents = new Map(teams.map(([name = ""], index) => [name, ids[index]]));
  const filled = (text: string | undefined): string | null => (text ? text : null);
  await write(
    "deal",
    rowsOf("sales_pipeline.csv").map(([name, agent = "", , , stage = "", engaged, closed, value]) => ({
      name,
      agent: agents.get(agent),
      stage: stage.toLowerCase(),
      engaged: filled(engaged),
      closed: filled(closed),
      value: filled(value),
    })),
  );
  reports = createReports({ store, clock, logger: silentLogger });
}, 120_000);
afterAll(async () => {
  await store.close();
});

const won = { "==": [{ var: "stage" }, "won"] };
const days = { days: [{ var: "closed" }, { var: "engaged" }] };
const MEASURES: readonly Measure[] = [
  { id: "opportunities", function: "count" },
  { id: "won", function: "count", filter: won },
  { id: "rate", function: "metric", metric: "win_rate", hidden: true },
  { id: "win_rate_pct", function: "formula", formula: { round: [{ "*": [{ var: "rate" }, 100] }, 4] } },
  { id: "won_value", function: "sum", field: "value", filter: won },
  { id: "avg_won_value", function: "avg", field: "value", filter: won },
  { id: "avg_days_to_win", function: "avg", expression: days, filter: won },
  { id: "median_days_to_win", function: "median", expression: days, filter: won },
];
const FOUR_PLACES = 4;

function card(more: Partial<DashboardCard>): DashboardCard {
  const layout = { x: 0, y: 0, w: 6, h: 6 };
  return {
    id: "c",
    chart: "table",
    title: sameText("Card"),
    entity: "deal",
    dimensions: [],
    measures: MEASURES,
    limit: 100,
    layout,
    ...more,
  };
}

async function figuresBy(field: string): Promise<Readonly<Record<string, object>>> {
  const { points } = await reports.cardData(admin, "crm", card({ dimensions: [{ field }] }));
  return Object.fromEntries(
    points.map(({ keys, values }) => [
      String(keys[0]),
      Object.fromEntries(
        Object.entries(values).map(([id, value]) => [id, Number(Number(value).toFixed(FOUR_PLACES))]),
      ),
    ]),
  );
}

test.each([
  ["agent.office", "by_region"],
  ["agent.head", "by_manager"],
] as const)("figures by %s are the published ones", async (field, list) => {
  const figures = await figuresBy(field);
  expect(Object.keys(figures)).toHaveLength(known[list].length);
  // Some groups are published with fewer figures than others.
  const asked = new Set(MEASURES.map(({ id }) => id));
  for (const { key, ...group } of known[list]) {
    const published = Object.fromEntries(Object.entries(group).filter(([id]) => asked.has(id)));
    expect([key, figures[key]]).toEqual([key, expect.objectContaining(published)]);
  }
});

test("won deals and their value by quarter are the published ones", async () => {
  const { points } = await reports.cardData(
    admin,
    "crm",
    card({
      chart: "line",
      dimensions: [{ field: "closed", grain: "quarter" }],
      measures: MEASURES.filter(({ id }) => id === "won" || id === "won_value"),
      filter: won,
    }),
  );
  const quarterOf = (key: unknown): string =>
    `${String(key).slice(0, 4)}-Q${Math.ceil(Number(String(key).slice(5, 7)) / 3)}`;
  expect(
    points.map(({ keys, values }) => [
      quarterOf(keys[0]),
      Number(values["won"]),
      Number(values["won_value"]),
    ]),
  ).toEqual(known.won_by_quarter.map(({ quarter, won: count, won_value }) => [quarter, count, won_value]));
});

test("the five best agents are the published ones, and the rest makes up the total", async () => {
  const { points } = await reports.cardData(
    admin,
    "crm",
    card({
      dimensions: [{ field: "agent", other: true }],
      measures: MEASURES.filter(({ id }) => id === "won_value"),
      sort: [{ field: "won_value", descending: true }],
      limit: 5,
    }),
  );
  expect(points.slice(0, 5).map(({ labels, values }) => [labels[0], Number(values["won_value"])])).toEqual(
    known.top5_agents_by_won_value.map(({ key, won_value }) => [key, won_value]),
  );
  const total = points.reduce((sum, { values }) => sum + Number(values["won_value"]), 0);
  expect([points[5]?.other, total]).toEqual([true, known.totals.won_value]);
});
