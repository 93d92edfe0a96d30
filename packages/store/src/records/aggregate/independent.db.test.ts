import type { Dimension, RecordMeasure } from "@mortise/metadata";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { useGatewayOf } from "../fixtures/gateway-of.ts";
import { chance } from "../fixtures/random-world.ts";
import type { AggregateQuery, AggregateRow } from "../record-query.ts";
import { dealApp } from "./fixtures/deal-app.ts";
import {
  groupOf,
  plain,
  type PlainFigure,
  type PlainRow,
  plainText,
  wallOf,
} from "./fixtures/plain-figures.ts";

const own = useGatewayOf(dealApp);
const ROWS = 420;
/** Clocks of the first never change; those of Havana go back at one o'clock to midnight. */
const ZONES = ["Asia/Shanghai", "America/New_York", "America/Havana"] as const;
const DAY = 86_400_000;
/** Moments around which much happens: ends of months and years, and nights on which clocks change. */
const MOMENTS = [
  "2025-12-31T16:00:00Z",
  "2026-02-28T16:00:00Z",
  "2026-03-08T06:30:00Z",
  "2026-05-31T03:59:59Z",
  "2026-11-01T04:30:00Z",
  "2026-11-01T05:30:00Z",
].map((text) => Date.parse(text));
const TEAMS = {
  top: "01890000-0000-7000-8000-0000000000c0",
  east: "01890000-0000-7000-8000-0000000000c1",
  east1: "01890000-0000-7000-8000-0000000000c2",
  west: "01890000-0000-7000-8000-0000000000c3",
} as const;
const PEOPLE = ["01890000-0000-7000-8000-0000000000d1", "01890000-0000-7000-8000-0000000000d2"] as const;

let rows: readonly PlainRow[] = [];

beforeAll(async () => {
  const { db, gateway } = own;
  await sql`insert into mortise.team (id, name, parent) values (${TEAMS.top}, 'top', null),
    (${TEAMS.east}, 'east', ${TEAMS.top}), (${TEAMS.east1}, 'east1', ${TEAMS.east}), (${TEAMS.west}, 'west', ${TEAMS.top})`.execute(
    db,
  );
  for (const [index, id] of PEOPLE.entries()) {
    const team = index === 0 ? TEAMS.east1 : TEAMS.west;
    await sql`insert into mortise.account (id, name) values (${id}, ${id})`.execute(db);
    await sql`insert into mortise.team_member (team, account, main) values (${team}, ${id}, true)`.execute(
      db,
    );
  }
  const random = chance(20_261_130);
  const below = (limit: number): number => Math.floor(random.below(limit));
  const pick = <T>(...values: readonly T[]): T | undefined => values[below(values.length)];
  const write = async (entity: string, given: readonly Record<string, unknown>[]) => {
    const command = { type: "create", entity, rows: given } as const;
    const { results } = await gateway.execute(systemActor, "own", [command], { type: "seed" });
    return results[0]?.ids ?? [];
  };
  const customers = await write(
    "customer",
    Array.from({ length: 9 }, (_, n) => ({
      name: `customer ${n}`,
      grade: pick("a", "b", "c", null),
      size: pick("0.10", "0.20", "-3.33", "12.00", null),
      region: pick("370102", "3702", "11", null),
    })),
  );
  const moment = (): string =>
    new Date((MOMENTS[below(MOMENTS.length)] ?? 0) + (below(240) - 120) * 600_000).toISOString();
  await write(
    "deal",
    Array.from({ length: ROWS }, (_, n) => ({
      name: `deal ${n}`,
      source: pick("web", "fair", "call", null),
      stage: pick("open", "offer", "won", "lost"),
      amount: pick("0.10", "-0.20", "99.99", "100.00", "-100.00", "1234.56", null),
      seats: pick(1, 2, 3, 50, -7, 0, null),
      took: pick("60", "3600", "86400", null),
      tags: pick(["x"], ["x", "y"], ["z", "y"], [], null),
      region: pick("370102", "370202", "3701", "37", "110101", null),
      due: below(9) === 0 ? null : new Date(Date.parse(moment()) + DAY).toISOString().slice(0, 10),
      at: below(11) === 0 ? null : moment(),
      hot: pick(true, false),
      customer: pick(...customers, null),
      owner: pick(...PEOPLE, null),
      team: pick(...Object.values(TEAMS), null),
    })),
  );
  const found =
    await sql<PlainRow>`select d.*, d.amount::text as amount, d.took::text as took, d.seats::text as seats,
      d.due::text as due, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      c.grade as grade, c.size::text as size, c.region as area
    from app_own.deal d left join app_own.customer c on c.id = d.customer`.execute(db);
  ({ rows } = found);
}, 60_000);

interface Split {
  readonly dimension: Dimension;
  /** The keys of the groups that a row counts in. */
  readonly keys: (row: PlainRow, timeZone: string) => readonly unknown[];
}

const GRAINS = ["day", "week", "month", "quarter", "halfYear", "year"] as const;
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const one = (value: unknown): readonly unknown[] => [value ?? null];

const SPLITS: readonly Split[] = [
  { dimension: { field: "source" }, keys: (row) => one(row["source"]) },
  { dimension: { field: "stage" }, keys: (row) => one(row["stage"]) },
  { dimension: { field: "hot" }, keys: (row) => one(row["hot"]) },
  { dimension: { field: "owner" }, keys: (row) => one(row["owner"]) },
  { dimension: { field: "region" }, keys: (row) => one(row["region"]) },
  { dimension: { field: "region", level: 4 }, keys: (row) => one(text(row["region"])?.slice(0, 4)) },
  { dimension: { field: "customer.grade" }, keys: (row) => one(row["grade"]) },
  { dimension: { field: "customer.region", level: 2 }, keys: (row) => one(text(row["area"])?.slice(0, 2)) },
  { dimension: { field: "seats" }, keys: (row) => one(row["seats"]) },
  { dimension: { field: "tags" }, keys: (row) => listed(row["tags"]) },
  { dimension: { field: "amount", buckets: { width: "50" } }, keys: (row) => one(wide(row["amount"])) },
  {
    dimension: { field: "amount", buckets: { bounds: ["0", "99.99", "1000"] } },
    keys: (row) => one(bounded(row["amount"])),
  },
  { dimension: { field: "team", teamLevel: 2 }, keys: (row) => one(secondLevel(row["team"])) },
  {
    dimension: { field: "owner.team", teamLevel: 1 },
    keys: (row) => one(row["owner"] === null ? null : TEAMS.top),
  },
  ...GRAINS.map((grain): Split => ({
    dimension: { field: "due", grain },
    keys: (row) => one(text(row["due"]) && groupOf(String(row["due"]), grain)),
  })),
  ...GRAINS.map((grain): Split => ({
    dimension: { field: "at", grain },
    keys: (row, zone) => one(text(row["at"]) && groupOf(wallOf(String(row["at"]), zone).day, grain)),
  })),
  {
    dimension: { field: "at", grain: "hour" },
    keys: (row, zone) => one(text(row["at"]) && hourOf(String(row["at"]), zone)),
  },
  {
    dimension: { field: "at", part: "hourOfDay" },
    keys: (row, zone) => one(text(row["at"]) && String(wallOf(String(row["at"]), zone).hour)),
  },
  {
    dimension: { field: "at", part: "dayOfWeek" },
    keys: (row, zone) => one(text(row["at"]) && weekday(wallOf(String(row["at"]), zone).day)),
  },
  {
    dimension: { field: "due", part: "monthOfYear" },
    keys: (row) => one(text(row["due"]) && String(Number(String(row["due"]).slice(5, 7)))),
  },
];

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) && value.length > 0 ? value : [null];
}

function wide(value: unknown): string | null {
  if (value === null) return null;
  const from = Math.floor(Number(value) / 50) * 50;
  return `${from}..${from + 50}`;
}

function bounded(value: unknown): string | null {
  if (value === null) return null;
  const number = Number(value);
  if (number < 0) return "..0";
  if (number < 99.99) return "0..99.99";
  return number < 1000 ? "99.99..1000" : "1000..";
}

function secondLevel(team: unknown): unknown {
  return team === TEAMS.east1 ? TEAMS.east : team;
}

function hourOf(moment: string, zone: string): string {
  const { day, hour } = wallOf(moment, zone);
  return `${day}T${String(hour).padStart(2, "0")}:00`;
}

function weekday(day: string): string {
  return String(((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1);
}

const won = { "==": [{ var: "stage" }, "won"] };
const ofAmount = (row: PlainRow): unknown => row["amount"];
const ofSize = (row: PlainRow): unknown => row["size"];
const onlyWon = (figure: PlainFigure): PlainFigure => {
  return (given) => figure(given.filter((row) => row["stage"] === "won"));
};
const product = (row: PlainRow): unknown =>
  row["amount"] === null || row["seats"] === null
    ? null
    : ((Math.round(Number(row["amount"]) * 100) * Number(row["seats"])) / 100).toFixed(2);

const MEASURES: readonly (readonly [RecordMeasure, PlainFigure])[] = [
  [{ id: "count", function: "count" }, plain.count],
  [
    { id: "filled", function: "count", field: "amount" },
    (given) => String(given.filter((row) => row["amount"] !== null).length),
  ],
  [{ id: "sum", function: "sum", field: "amount" }, plain.sum(ofAmount)],
  [{ id: "avg", function: "avg", field: "amount" }, plain.avg(ofAmount)],
  [{ id: "min", function: "min", field: "amount" }, plain.extreme(ofAmount, 0)],
  [{ id: "max", function: "max", field: "amount" }, plain.extreme(ofAmount, -1)],
  [{ id: "median", function: "median", field: "amount" }, plain.median(ofAmount)],
  [{ id: "p90", function: "percentile", percent: 90, field: "amount" }, plain.percentile(ofAmount, 90)],
  [{ id: "distinct", function: "countDistinct", field: "seats" }, plain.distinct((row) => row["seats"])],
  [{ id: "took", function: "avg", field: "took" }, plain.avg((row) => row["took"])],
  [{ id: "won", function: "count", filter: won }, onlyWon(plain.count)],
  [{ id: "wonSum", function: "sum", field: "amount", filter: won }, onlyWon(plain.sum(ofAmount))],
  [{ id: "wonMedian", function: "median", field: "amount", filter: won }, onlyWon(plain.median(ofAmount))],
  [{ id: "size", function: "sum", field: "customer.size" }, plain.sum(ofSize)],
  [{ id: "sizes", function: "countDistinct", field: "customer" }, plain.distinct((row) => row["customer"])],
  [
    { id: "product", function: "sum", expression: { "*": [{ var: "amount" }, { var: "seats" }] } },
    plain.sum(product),
  ],
];

function readerIn(timeZone: string): Actor {
  return { ...systemActor, timeZone };
}

function ask(query: Omit<AggregateQuery, "entity">, timeZone = "Asia/Shanghai") {
  return own.gateway.aggregate(readerIn(timeZone), "own", { entity: "deal", limit: 10_000, ...query });
}

function byHand(splits: readonly Split[], timeZone: string, given = rows): Map<string, PlainRow[]> {
  const groups = new Map<string, PlainRow[]>();
  for (const row of given) {
    const keys = splits.reduce<readonly (readonly unknown[])[]>(
      (all, split) => all.flatMap((before) => split.keys(row, timeZone).map((key) => [...before, key])),
      [[]],
    );
    for (const key of keys) {
      const name = JSON.stringify(key);
      groups.set(name, [...(groups.get(name) ?? []), row]);
    }
  }
  return groups;
}

function figuresOf(row: AggregateRow): Readonly<Record<string, string | null>> {
  return Object.fromEntries(Object.entries(row.values).map(([id, value]) => [id, plainText(value)]));
}

function figuresByHand(given: readonly PlainRow[]): Readonly<Record<string, string | null>> {
  return Object.fromEntries(MEASURES.map(([{ id }, figure]) => [id, figure(given)]));
}

const measures = MEASURES.map(([measure]) => measure);
const cases = ZONES.flatMap((zone) =>
  SPLITS.map((split) => [JSON.stringify(split.dimension), zone, split] as const),
);

test.each(cases)(
  "every figure split by %s in %s is what plain arithmetic gives",
  async (_name, zone, split) => {
    const { rows: groups } = await ask({ dimensions: [split.dimension], measures }, zone);
    const expected = byHand([split], zone);
    const answered = new Map(groups.map((group) => [JSON.stringify(group.keys), figuresOf(group)]));
    const worked = new Map([...expected].map(([name, given]) => [name, figuresByHand(given)]));
    expect(answered).toEqual(worked);
  },
);

test.each(cases)(
  "the filters of the groups by %s in %s give exactly their rows",
  async (_name, zone, split) => {
    const { rows: groups } = await ask({ dimensions: [split.dimension], measures }, zone);
    for (const group of groups) {
      const page = await own.gateway.query(readerIn(zone), "own", {
        entity: "deal",
        filter: group.filters[0] ?? null,
        fields: [],
        count: "exact",
      });
      expect([group.keys, String(page.count?.value)]).toEqual([group.keys, group.values["count"]]);
    }
  },
);

const single = SPLITS.filter(({ dimension }) => dimension.field !== "tags" && dimension.grain !== "hour");

test.each(single.map((split) => [JSON.stringify(split.dimension), split] as const))(
  "what lies beyond the kept groups by %s is worked out over its records, and can be looked at",
  async (_name, split) => {
    const zone = "America/New_York";
    const dimensions = [split.dimension];
    const first = await ask(
      { dimensions, measures, limit: 2, sort: [{ field: "count", descending: true }] },
      zone,
    );
    const groups = first.rows.map((row) => ({ key: row.keys[0] ?? null, filter: row.filters[0] ?? true }));
    const { rows: all } = await ask({ dimensions, measures, kept: { groups, rest: true } }, zone);
    const names = new Set(first.rows.map((row) => JSON.stringify(row.keys)));
    const beyond = rows.filter((row) => !names.has(JSON.stringify(split.keys(row, zone))));
    const other = all.find((row) => row.other === true);
    expect(other ? figuresOf(other) : null).toEqual(beyond.length > 0 ? figuresByHand(beyond) : null);
    const filter = other?.filters[0] ?? false;
    const page = await own.gateway.query(readerIn(zone), "own", {
      entity: "deal",
      filter,
      fields: [],
      count: "exact",
    });
    expect(page.count?.value).toBe(beyond.length);
  },
);

test("subtotals and totals are worked out over the records, also of means, middles and distinct counts", async () => {
  const zone = "Asia/Shanghai";
  const chosen = SPLITS.filter(
    ({ dimension }) =>
      ["customer.grade", "tags"].includes(dimension.field) ||
      (dimension.field === "at" && dimension.grain === "quarter"),
  );
  expect(chosen).toHaveLength(3);
  const sets = [[], [0], [0, 1], [2], [0, 2], [1]];
  const { rows: groups, totals = [] } = await ask(
    { dimensions: chosen.map(({ dimension }) => dimension), measures, totals: sets },
    zone,
  );
  const answered = new Map(
    [...groups.map((group) => ({ ...group, split: [0, 1, 2] })), ...totals].map((group) => [
      JSON.stringify([group.split, group.keys]),
      figuresOf(group),
    ]),
  );
  const worked = new Map(
    [...sets, [0, 1, 2]].flatMap((set) => {
      const splits = set.flatMap((place) => chosen[place] ?? []);
      return [...byHand(splits, zone)].map(
        ([name, given]) => [`[${JSON.stringify(set)},${name}]`, figuresByHand(given)] as const,
      );
    }),
  );
  expect(answered).toEqual(worked);
});

test("half years, quarters and years follow the fiscal year, which begins with the month of the calendar", async () => {
  // The calendar of an installation in which nobody has set anything begins in January.
  const { rows: groups } = await ask({
    dimensions: [{ field: "due", grain: "quarter", fiscal: true }],
    measures,
  });
  const split = SPLITS.find(({ dimension }) => dimension.field === "due" && dimension.grain === "quarter");
  const expected = byHand(split ? [split] : [], "UTC");
  expect(groups.map(({ keys }) => JSON.stringify(keys)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
    [...expected.keys()].toSorted((a, b) => (a < b ? -1 : 1)),
  );
});
