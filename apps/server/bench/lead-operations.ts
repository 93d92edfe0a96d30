import type { AggregateQuery, Cause, RecordQuery, Store } from "@mortise/store";
import { leadRow } from "./lead-rows.ts";
import {
  APP,
  beginsWith,
  COLUMNS,
  FIELDS,
  listFilter,
  listQuery,
  NEWEST,
  spread,
  TABLE,
} from "./lead-table.ts";
import type { SignedIn } from "./running-product.ts";

/** One thing people do with leads, in the ways that are compared. */
export interface LeadOperation {
  readonly name: string;
  readonly sql: (round: number) => Promise<unknown>;
  readonly gateway: (round: number) => Promise<unknown>;
  readonly http: (round: number) => Promise<unknown>;
}

/** What the operations work on. */
export interface Bench {
  readonly store: Store;
  readonly person: SignedIn;
  /** Seeded leads. */
  readonly rows: number;
  /** Ids of existing leads that the person may change. */
  readonly ids: readonly string[];
  /** The row rule of the person's role, as one would write it by hand over table `t`. */
  readonly rule: string;
}

const QUIET: Cause = { type: "user", skipFlows: true };

/** The operations of the comparison; every call spreads its parameters over the data. */
export function leadOperations(bench: Bench): readonly LeadOperation[] {
  return [...reads(bench), ...searches(bench), ...figures(bench), ...writes(bench)];
}

/** The same read through the gateway and over HTTP. */
function read({ store, person }: Bench, query: (round: number) => Omit<RecordQuery, "entity">) {
  return {
    gateway: (round: number) => store.records.query(person.actor, APP, { ...query(round), entity: "lead" }),
    http: (round: number) => person.call("POST", `/apps/${APP}/entities/lead/query`, query(round)),
  };
}

function reads(bench: Bench): readonly LeadOperation[] {
  const { pool, records } = bench.store;
  const { actor, call } = bench.person;
  const where = `where t.deleted_at is null and t.status = $1 and t.region like $2 and ${bench.rule}`;
  const list = (round: number) => {
    const { status, region } = listFilter(round);
    // Unnamed: after five runs of a named one the planner may settle on a plan that knows no values.
    return {
      text: `select ${COLUMNS} from ${TABLE} t ${where} ${NEWEST} limit 51`,
      values: [status, `${region}%`],
    };
  };
  const count = (round: number) => ({
    text: `select count(*) from (select 1 from ${TABLE} t ${where} limit 10001) c`,
    values: list(round).values,
  });
  const idAt = (round: number) => bench.ids[spread(round, bench.ids.length)] ?? "";
  // Half-way down the whole list, found once.
  const place = pool.query<{ created_at: string; id: string }>(
    `select created_at::text, id from ${TABLE} t where deleted_at is null ${NEWEST} offset ${Math.floor(bench.rows / 2)} limit 1`,
  );
  const middle = place.then(({ rows }) => rows[0]);
  const cursor = middle.then((row) =>
    Buffer.from(JSON.stringify(["-created_at,-id", row?.created_at, row?.id])).toString("base64url"),
  );
  const deep = async () => ({ after: await cursor, fields: FIELDS });
  return [
    {
      name: "list 50 of status + region",
      sql: (round) => pool.query(list(round)),
      ...read(bench, listQuery),
    },
    {
      name: "… with capped count",
      sql: async (round) => [await pool.query(list(round)), await pool.query(count(round))],
      ...read(bench, (round) => ({ ...listQuery(round), count: "capped" as const })),
    },
    {
      name: "list 50 newest",
      sql: () =>
        pool.query({
          name: `newest ${bench.person.actor.userId}`,
          text: `select ${COLUMNS} from ${TABLE} t where t.deleted_at is null and ${bench.rule} ${NEWEST} limit 51`,
        }),
      ...read(bench, () => ({ fields: FIELDS })),
    },
    {
      name: "page half-way down (keyset)",
      sql: async () => {
        const row = await middle;
        const text = `select ${COLUMNS} from ${TABLE} t where t.deleted_at is null and ${bench.rule} and (t.created_at, t.id) < ($1, $2) ${NEWEST} limit 51`;
        return pool.query({
          name: `deep ${bench.person.actor.userId}`,
          text,
          values: [row?.created_at, row?.id],
        });
      },
      gateway: async () => records.query(actor, APP, { entity: "lead", ...(await deep()) }),
      http: async () => call("POST", `/apps/${APP}/entities/lead/query`, await deep()),
    },
    {
      name: "get by id",
      sql: (round) =>
        pool.query({
          name: `get ${bench.person.actor.userId}`,
          text: `select * from ${TABLE} t where id = $1 and ${bench.rule}`,
          values: [idAt(round)],
        }),
      gateway: (round) => records.get(actor, APP, "lead", idAt(round)),
      http: (round) => call("GET", `/apps/${APP}/entities/lead/records/${idAt(round)}`),
    },
  ];
}

function searches(bench: Bench): readonly LeadOperation[] {
  const { pool } = bench.store;
  const word = (round: number, length: number) =>
    leadRow(spread(round, bench.rows), bench.rows).company.slice(2, 2 + length);
  const hits = `select * from ${TABLE} t where t.deleted_at is null and ${bench.rule} and t.search @@ $1::tsquery`;
  const values = (round: number, length: number) => [beginsWith(word(round, length))];
  return [
    {
      name: "search 3 characters",
      sql: (round) =>
        pool.query({
          text: `with t as materialized (${hits}) select ${COLUMNS} from t ${NEWEST} limit 51`,
          values: values(round, 3),
        }),
      ...read(bench, (round) => ({ search: word(round, 3), fields: FIELDS })),
    },
    {
      name: "search 2 characters",
      sql: (round) =>
        pool.query({
          text: `with t as materialized (${hits}) select ${COLUMNS} from t ${NEWEST} limit 51`,
          values: values(round, 2),
        }),
      ...read(bench, (round) => ({ search: word(round, 2), fields: FIELDS })),
    },
    {
      name: "search a city (2 characters, many hits)",
      sql: (round) =>
        pool.query({
          text: `${hits.replace("*", COLUMNS)} ${NEWEST} limit 51`,
          values: [beginsWith(round % 2 ? "青岛" : "济南")],
        }),
      ...read(bench, (round) => ({ search: round % 2 ? "青岛" : "济南", fields: FIELDS })),
    },
  ];
}

function figures(bench: Bench): readonly LeadOperation[] {
  const { store, person, rule } = bench;
  const aggregate = (query: Omit<AggregateQuery, "entity">) => ({
    gateway: () => store.records.aggregate(person.actor, APP, { ...query, entity: "lead" }),
    http: () => person.call("POST", `/apps/${APP}/entities/lead/aggregate`, query),
  });
  const measures = [
    { id: "n", function: "count" as const },
    { id: "amount", function: "sum" as const, field: "est_amount" },
  ];
  const month = "date_trunc('month', created_at at time zone 'Asia/Shanghai')";
  return [
    {
      name: "count and sum by source",
      sql: () =>
        store.pool.query({
          name: `source ${bench.person.actor.userId}`,
          text: `select source, count(*), sum(est_amount) from ${TABLE} t where deleted_at is null and ${rule} group by 1 order by 1`,
        }),
      ...aggregate({ dimensions: [{ field: "source" }], measures }),
    },
    {
      name: "count and sum by month × city",
      sql: () =>
        store.pool.query({
          name: `month ${bench.person.actor.userId}`,
          text: `select ${month}::date, left(region, 4), count(*), sum(est_amount) from ${TABLE} t where deleted_at is null and ${rule} group by ${month}, 2 order by 1, 2`,
        }),
      ...aggregate({
        dimensions: [
          { field: "created_at", grain: "month" },
          { field: "region", level: 4 },
        ],
        measures,
      }),
    },
  ];
}

function writes(bench: Bench): readonly LeadOperation[] {
  const { pool, records } = bench.store;
  const { actor, call } = bench.person;
  let made = 0;
  const newLead = () => {
    made += 1;
    const { name, company, mobile, region, source, industry, est_amount, needs, score } = leadRow(
      bench.rows + made,
      bench.rows,
    );
    return { name, company, mobile, region, source, industry, est_amount, needs, score };
  };
  const insert = `insert into ${TABLE} (id, no, name, company, mobile, region, source, industry, est_amount, needs, score, status, owner, created_by)
    values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'unassigned', $11, $11) returning id`;
  const idAt = (round: number) => bench.ids[spread(round, bench.ids.length)] ?? "";
  let score = 0;
  const nextScore = () => (score = (score + 1) % 1000);
  return [
    {
      name: "create",
      sql: () => {
        const lead = newLead();
        return pool.query({
          name: "create",
          text: insert,
          values: [`S${made}`, ...Object.values(lead), actor.userId],
        });
      },
      gateway: () =>
        records.execute(actor, APP, [{ type: "create", entity: "lead", rows: [newLead()] }], QUIET),
      http: () => call("POST", `/apps/${APP}/entities/lead/records`, { values: newLead() }),
    },
    {
      name: "update one number",
      sql: (round) =>
        pool.query({
          name: "update",
          text: `update ${TABLE} set score = $2, revision = revision + 1, updated_at = now() where id = $1 returning revision`,
          values: [idAt(round), nextScore()],
        }),
      gateway: (round) =>
        records.execute(
          actor,
          APP,
          [
            {
              type: "update",
              entity: "lead",
              changes: [{ id: idAt(round), values: { score: nextScore() } }],
            },
          ],
          QUIET,
        ),
      http: (round) =>
        call("PATCH", `/apps/${APP}/entities/lead/records/${idAt(round)}`, {
          values: { score: nextScore() },
        }),
    },
  ];
}
