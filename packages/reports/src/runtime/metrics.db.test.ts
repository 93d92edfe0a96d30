import type { ChartPoint } from "@mortise/contract";
import { ManualClock, sameText, seededNumbers, silentLogger } from "@mortise/kit";
import type { DashboardCard, DefinitionDocument, FieldDefinition } from "@mortise/metadata";
import { type Actor, openStore, type Store, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DrillTarget, drillTargets } from "../model/drill.ts";
import { cardFields } from "../model/report-field.ts";
import { dashboardChecker } from "../model/validate-card.ts";
import { createReports, type Reports } from "./index.ts";

/** Ready-made metrics beside SQL written by hand over the same tables. */
const database = useDatabase();
const START = Date.parse("2026-08-29T20:00:00Z");
const clock = new ManualClock(new Date(START).toISOString());
const admin: Actor = { ...systemActor, kind: "user", userId: null, locale: "en", timeZone: "Asia/Shanghai" };
let store: Store;
let reports: Reports;

function field(id: string, type: string, settings: FieldDefinition["settings"] = {}): FieldDefinition {
  return { id, type, name: sameText(id), settings };
}

const OUTCOMES = [
  ["fresh", "open", 10],
  ["offer", "open", 40],
  ["talk", "open", 70],
  ["won", "won", 100],
  ["lost", "lost", 0],
  ["spam", "invalid", 0],
] as const;
const STAGES = OUTCOMES.map(([key, outcome, probability]) => ({
  key,
  name: { ...sameText(key) },
  outcome,
  probability,
}));
const SOURCES = ["web", "fair"].map((key) => ({ key, name: { ...sameText(key) } }));
const looks = { icon: "box", color: "blue", titleField: "name", owned: true } as const;
const documents: readonly DefinitionDocument[] = [
  { kind: "app", id: "shop", version: 1, name: sameText("Shop"), icon: "app", color: "#0f766e" },
  {
    kind: "entity",
    id: "deal",
    version: 1,
    name: sameText("Deal"),
    ...looks,
    fields: [
      field("name", "text"),
      field("source", "select", { options: SOURCES }),
      field("stage", "stage", { options: STAGES }),
      field("amount", "money"),
      field("first_call", "datetime"),
    ],
  },
  {
    kind: "entity",
    id: "spend",
    version: 1,
    name: sameText("Spend"),
    ...looks,
    fields: [field("name", "text"), field("source", "select", { options: SOURCES }), field("cost", "money")],
  },
];

const HOUR = 3_600_000;
const DEALS = 60;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger, checkers: [dashboardChecker] });
  await store.releases.createApp(documents, systemActor);
  const next = seededNumbers(7);
  const below = (limit: number): number => Math.floor(next() * limit);
  const create = {
    type: "create",
    entity: "deal",
    rows: Array.from({ length: DEALS }, (_, index) => {
      const made = START - below(60 * 24) * HOUR - below(3_600) * 1_000;
      return {
        name: `deal ${index}`,
        source: index % 3 === 0 ? "fair" : "web",
        stage: "fresh",
        amount: String((index - 5) * 10),
        created_at: new Date(made).toISOString(),
        ...(index % 5 === 0
          ? {}
          : { first_call: new Date(made + below(200) * HOUR + below(60) * 60_000).toISOString() }),
      };
    }),
  } as const;
  const { results } = await store.records.execute(systemActor, "shop", [create], { type: "import" });
  const ids = results[0]?.ids ?? [];
  // Records go on, skip stages, fall back, get lost and come back, over forty rounds.
  for (let round = 0; round < 40; round += 1) {
    clock.advance((5 + below(40)) * HOUR + below(3_600) * 1_000);
    const changes = Array.from({ length: 4 }, () => ids[below(ids.length)] ?? "")
      .filter((id, index, all) => all.indexOf(id) === index)
      .map((id) => ({ id, values: { stage: OUTCOMES[below(OUTCOMES.length)]?.[0] ?? "fresh" } }));
    await store.records.execute(systemActor, "shop", [{ type: "update", entity: "deal", changes }], {
      type: "user",
    });
  }
  const spent = ["web 100.00", "web 50.50", "fair 300.00"].map((text) => text.split(" "));
  const rows = spent.map(([source, cost], index) => ({ name: `spend ${index}`, source, cost }));
  await store.records.execute(systemActor, "shop", [{ type: "create", entity: "spend", rows }], {
    type: "import",
  });
  reports = createReports({ store, clock, logger: silentLogger });
}, 120_000);
afterAll(async () => {
  await store.close();
});

function card(metric: string, more: Partial<DashboardCard> = {}): DashboardCard {
  return {
    id: "c",
    chart: "table",
    title: sameText("Card"),
    entity: "deal",
    dimensions: [],
    measures: [{ id: "m", function: "metric", metric }],
    layout: { x: 0, y: 0, w: 6, h: 6 },
    ...more,
  };
}

/** A figure to six places, so that engines need not agree on how many they write. */
function short(value: unknown): number | null {
  return value === null || value === undefined ? null : Math.round(Number(value) * 1e6) / 1e6;
}

async function figures(asked: DashboardCard): Promise<Readonly<Record<string, number | null>>> {
  const { points } = await reports.cardData(admin, "shop", asked);
  return Object.fromEntries(points.map(({ keys, values }) => [String(keys[0] ?? ""), short(values["m"])]));
}

/** What plain SQL says: rows of a key and a figure. */
async function byHand(text: string): Promise<Readonly<Record<string, number | null>>> {
  const { rows } = await database.pool.query<{ k: string | null; v: string | null }>(text);
  return Object.fromEntries(rows.map(({ k, v }) => [k ?? "", short(v)]));
}

const NOW = () => `timestamptz '${clock.now().toISOString()}'`;
const BY_SOURCE = { dimensions: [{ field: "source" }] };
const PASSED = { dimensions: [{ field: "stage", passed: true }] };
const LOG = "mortise.stage_log l where l.record = d.id and l.field = 'stage'";

describe("ready-made metrics are what SQL by hand says", () => {
  test("response time in calendar time", async () => {
    expect(await figures(card("response_time", BY_SOURCE))).toEqual(
      await byHand(`select source as k, percentile_cont(0.5) within group (
        order by extract(epoch from first_call - created_at)) as v from app_shop.deal group by 1`),
    );
  });

  test("response time in working hours: minute by minute, over holidays and worked weekends", async () => {
    const { holidays, workdays, hours } = store.calendars.current();
    // The slow way: every minute between the two moments is asked whether people work in it.
    const spans = hours.map(([from, to]) => `(m::time >= '${from}' and m::time < '${to}')`).join(" or ");
    const list = (days: readonly string[]): string => days.map((day) => `'${day}'`).join(",");
    const worked = await byHand(`
      with slow as (select d.source, d.id, (
          select 60 * count(*) from generate_series(
            date_trunc('minute', d.created_at at time zone 'Asia/Shanghai') + interval '1 minute',
            d.first_call at time zone 'Asia/Shanghai' - interval '1 minute', interval '1 minute') m
          where (${spans}) and (m::date in (select x::date from unnest(array[${list(workdays)}]) x)
            or (extract(isodow from m) < 6
              and m::date not in (select x::date from unnest(array[${list(holidays)}]) x)))) as s
        from app_shop.deal d where d.first_call is not null)
      select source as k, percentile_cont(0.5) within group (order by s) as v from slow group by 1`);
    const found = await figures(card("response_work_time", BY_SOURCE));
    expect(Object.keys(found).toSorted()).toEqual(["fair", "web"]);
    for (const [source, seconds] of Object.entries(found)) {
      expect(Math.abs((seconds ?? Number.NaN) - (worked[source] ?? 0))).toBeLessThanOrEqual(120);
    }
    expect(found).not.toEqual(await figures(card("response_time", BY_SOURCE)));
  });

  test("cohort conversion by month of creation", async () => {
    const byMonth = { dimensions: [{ field: "created_at", grain: "month" as const }] };
    expect(await figures(card("conversion_rate", byMonth))).toEqual(
      await byHand(`select to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM-01') as k,
        avg((stage = 'won')::int) as v from app_shop.deal group by 1`),
    );
  });

  test("win rate, forecast and deal cycle", async () => {
    expect(await figures(card("win_rate", BY_SOURCE))).toEqual(
      await byHand(`select source as k, count(*) filter (where stage = 'won')::numeric
        / nullif(count(*) filter (where stage in ('won', 'lost')), 0) as v from app_shop.deal group by 1`),
    );
    expect(await figures(card("forecast", BY_SOURCE))).toEqual(
      await byHand(`select source as k, sum(amount * case stage when 'fresh' then 0.1 when 'offer' then 0.4
        when 'talk' then 0.7 end) filter (where stage in ('fresh', 'offer', 'talk')) as v
        from app_shop.deal group by 1`),
    );
    expect(await figures(card("deal_cycle", BY_SOURCE))).toEqual(
      await byHand(`select source as k, avg(extract(epoch from w.at - d.created_at)) as v from app_shop.deal d
        left join lateral (select min(l.at) as at from ${LOG} and l.to_key = 'won') w on true group by 1`),
    );
  });

  test("time in the present stage", async () => {
    expect(await figures(card("stage_age", { dimensions: [{ field: "stage" }] }))).toEqual(
      await byHand(`select stage as k, percentile_cont(0.5) within group (order by extract(epoch from ${NOW()} -
        (select max(l.at) from ${LOG} and l.to_key = d.stage))) as v from app_shop.deal d group by 1`),
    );
  });

  test("time spent in every stage that was passed: what the log says of stays, and those not over", async () => {
    expect(await figures(card("stage_dwell", PASSED))).toEqual(
      await byHand(`with stays as (
          select record, from_key as k, extract(epoch from at - entered_at) as s from mortise.stage_log
            where from_key is not null
          union all
          select d.id, d.stage, extract(epoch from ${NOW()} - (select max(l.at) from ${LOG}))
            from app_shop.deal d where d.stage in ('fresh', 'offer', 'talk')
          union all select record, to_key, null from mortise.stage_log where to_key in ('won', 'lost', 'spam')),
        sums as (select record, k, sum(s) as s from stays group by 1, 2)
        select k, percentile_cont(0.5) within group (order by s) as v from sums group by 1`),
    );
  });

  test("conversion from stage to stage: who ever got on, of those who ever were in it", async () => {
    const place = "array_position(array['fresh', 'offer', 'talk', 'won'], %)";
    expect(await figures(card("stage_conversion", PASSED))).toEqual(
      await byHand(`with was as (select distinct record, to_key as k from mortise.stage_log),
        deepest as (select record, max(${place.replace("%", "to_key")}) as deep from mortise.stage_log group by 1)
        select k, avg((coalesce(deep > ${place.replace("%", "k")}, false))::int) as v
        from was join deepest using (record) group by 1`),
    );
  });

  test("what was lost from a stage, as number and as rate", async () => {
    const lost = `with was as (select distinct record, to_key as k from mortise.stage_log),
      ends as (select distinct on (l.record) l.record, l.to_key from mortise.stage_log l join app_shop.deal d on d.id = l.record
        where d.stage in ('lost', 'spam') and l.to_key not in ('lost', 'spam')
        order by l.record, l.at desc, l.sequence desc)
      select k, % as v from was left join ends on ends.record = was.record and ends.to_key = was.k group by 1`;
    // Some went from one failure to another: they were lost from the stage before both.
    const { rows: twice } = await database.pool.query(
      "select from mortise.stage_log where from_key in ('lost', 'spam') and to_key in ('lost', 'spam')",
    );
    expect(twice.length).toBeGreaterThan(0);
    const number = await byHand(lost.replace("%", "count(ends.record)"));
    expect(Object.values(number).some((count) => (count ?? 0) > 0)).toBe(true);
    expect(await figures(card("stage_loss", PASSED))).toEqual(number);
    expect(await figures(card("stage_loss_rate", PASSED))).toEqual(
      await byHand(lost.replace("%", "avg((ends.record is not null)::int)")),
    );
  });
});

async function counted({ entity, filter, reached }: DrillTarget): Promise<number | undefined> {
  const page = await store.records.query(admin, "shop", {
    entity,
    count: "exact",
    ...(filter === undefined ? {} : { filter }),
    ...(reached ? { reached } : {}),
  });
  return page.count?.value;
}

async function ways(asked: DashboardCard, point: ChartPoint): Promise<Readonly<Record<string, number>>> {
  const fields = cardFields(store.releases.current("shop").catalog, asked);
  const found = drillTargets({ card: asked, point, measure: "m", title: "" }, fields);
  const counts = await Promise.all(found.map(({ target }) => counted(target)));
  return Object.fromEntries(found.map(({ name }, index) => [name.en, counts[index] ?? -1]));
}

describe("rates lead to the records of their numerator and of their denominator", () => {
  test.each(["conversion_rate", "win_rate", "stage_conversion", "stage_loss_rate"])("%s", async (metric) => {
    const asked = card(metric, metric.startsWith("stage_") ? PASSED : BY_SOURCE);
    const { points } = await reports.cardData(admin, "shop", asked);
    expect(points.length).toBeGreaterThan(1);
    for (const point of points) {
      const [part = -1, whole = 0, ...more] = Object.values(await ways(asked, point));
      expect([point.labels, short(part / whole), more]).toEqual([point.labels, short(point.values["m"]), []]);
    }
  });

  test("a formula leads to the records of each measure that it speaks of", async () => {
    const asked = card("", {
      ...BY_SOURCE,
      measures: [
        { id: "big", name: sameText("Big"), function: "count", filter: { ">": [{ var: "amount" }, 300] } },
        { id: "all", name: sameText("All"), function: "count" },
        { id: "m", function: "formula", formula: { "/": [{ var: "big" }, { var: "all" }] } },
      ],
    });
    const { points } = await reports.cardData(admin, "shop", asked);
    for (const point of points) {
      expect(await ways(asked, point)).toEqual({
        Big: Number(point.values["big"]),
        All: Number(point.values["all"]),
      });
    }
  });

  test("times lead to the records that have them, losses to those that were lost", async () => {
    const response = card("response_work_time", BY_SOURCE);
    const won = card("deal_cycle", BY_SOURCE);
    const lost = card("stage_loss", PASSED);
    const [called, ever] = await Promise.all([
      byHand(`select source as k, count(first_call) as v from app_shop.deal group by 1`),
      byHand(`select source as k, count(*) as v from app_shop.deal d
        where exists (select 1 from ${LOG} and l.to_key = 'won') group by 1`),
    ]);
    for (const [asked, expected] of [
      [response, called],
      [won, ever],
      [lost, await figures(lost)],
    ] as const) {
      const { points } = await reports.cardData(admin, "shop", asked);
      for (const point of points) {
        const [only = -1] = Object.values(await ways(asked, point));
        expect([asked.measures[0]?.metric, point.labels, only]).toEqual([
          asked.measures[0]?.metric,
          point.labels,
          expected[String(point.keys[0])] ?? 0,
        ]);
      }
    }
  });
});
