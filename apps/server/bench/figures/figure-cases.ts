import { leadRow } from "../lead-rows.ts";
import {
  APP,
  beginsWith,
  COLUMNS,
  listFilter,
  listQuery,
  FIELDS,
  NEWEST,
  spread,
  TABLE,
} from "../lead-table.ts";
import type { LoadRequest } from "./load.ts";

/** One row of the table of figures: the same work by hand, through a bare handler and through the product. */
export interface FigureCase {
  readonly id: string;
  readonly work: string;
  /** Least share of the bare handler's throughput, and the share that is aimed for. */
  readonly must?: number;
  readonly aim?: number;
  /** Prepared statements by hand, over the same table with the same row rule. */
  readonly statements: readonly string[];
  /** Their values in a round. */
  readonly values: (round: number) => readonly (readonly unknown[])[];
  /** How the bare handler is asked: by the values of its one statement in the path, or with all values as the body. */
  readonly bare: "GET" | "POST";
  readonly ours: (round: number) => LoadRequest;
}

/** What the cases are made over. */
export interface FigureBase {
  readonly rows: number;
  /** The row rule of the role by hand, over table `t`. */
  readonly rule: string;
  readonly userId: string;
  /** Ids of leads that the role may see. */
  readonly ids: readonly string[];
  /** The place in the list after half of the leads, as the product and as SQL want it. */
  readonly middle: { readonly createdAt: string; readonly id: string; readonly cursor: string };
}

const QUERY = `/api/v1/apps/${APP}/entities/lead/query`;
const RECORDS = `/api/v1/apps/${APP}/entities/lead/records`;
const COUNT_CAP = 10_000;

/** All cases that are measured by asking again and again. */
export function figureCases(base: FigureBase): readonly FigureCase[] {
  return [...listCases(base), searchCase(base), getCase(base), createCase(base)];
}

function listCases({ rule, middle }: FigureBase): readonly FigureCase[] {
  const live = `from ${TABLE} t where t.deleted_at is null and ${rule}`;
  // A range instead of `like`: a prepared statement keeps using the index whatever the region.
  const filter = "and t.status = $1 and t.region ~>=~ $2 and t.region ~<~ $3";
  const values = (round: number) => {
    const { status, region } = listFilter(round);
    return [status, region, String(Number(region) + 1)];
  };
  const page = { method: "POST", path: QUERY } as const;
  return [
    {
      id: "list",
      work: "list: stage + region, newest first, 50 rows, capped count",
      must: 0.5,
      aim: 0.8,
      statements: [
        `select ${COLUMNS} ${live} ${filter} ${NEWEST} limit 51`,
        `select count(*)::int as n from (select 1 ${live} ${filter} limit ${COUNT_CAP + 1}) c`,
      ],
      values: (round) => [values(round), values(round)],
      bare: "POST",
      ours: (round) => ({ ...page, body: { ...listQuery(round), count: "capped" } }),
    },
    {
      id: "page1",
      work: "list: newest, page 1",
      must: 0.5,
      aim: 0.8,
      statements: [`select ${COLUMNS} ${live} ${NEWEST} limit 51`],
      values: () => [[]],
      bare: "POST",
      ours: () => ({ ...page, body: { fields: FIELDS } }),
    },
    {
      id: "deep",
      work: "list: newest, the page after half of all rows",
      must: 0.5,
      aim: 0.8,
      statements: [`select ${COLUMNS} ${live} and (t.created_at, t.id) < ($1, $2) ${NEWEST} limit 51`],
      values: () => [[middle.createdAt, middle.id]],
      bare: "POST",
      ours: () => ({ ...page, body: { fields: FIELDS, after: middle.cursor } }),
    },
  ];
}

function searchCase({ rule, rows }: FigureBase): FigureCase {
  const word = (round: number) => leadRow(spread(round, rows), rows).company.slice(2, 4);
  return {
    id: "search",
    work: "search: 2 Chinese characters, 50 rows",
    statements: [
      `with t as materialized (select * from ${TABLE} t where t.deleted_at is null and ${rule}
         and t.search @@ $1::tsquery) select ${COLUMNS} from t ${NEWEST} limit 51`,
    ],
    values: (round) => [[beginsWith(word(round))]],
    bare: "POST",
    ours: (round) => ({ method: "POST", path: QUERY, body: { fields: FIELDS, search: word(round) } }),
  };
}

function getCase({ rule, ids }: FigureBase): FigureCase {
  const idAt = (round: number) => ids[spread(round, ids.length)] ?? "";
  return {
    id: "get",
    work: "get one record with references and rights",
    must: 0.5,
    aim: 0.8,
    statements: [`select t.* from ${TABLE} t where t.id = $1 and ${rule}`],
    values: (round) => [[idAt(round)]],
    bare: "GET",
    ours: (round) => ({ method: "GET", path: `${RECORDS}/${idAt(round)}` }),
  };
}

const MADE = [
  "name",
  "company",
  "mobile",
  "region",
  "source",
  "industry",
  "est_amount",
  "needs",
  "score",
] as const;

function createCase({ rows, userId }: FigureBase): FigureCase {
  const lead = (round: number) => leadRow(rows + (round % 1_000_000), rows);
  const values = (round: number) => MADE.map((field) => lead(round)[field]);
  return {
    id: "create",
    work: "create with history, event and validators",
    must: 0.25,
    aim: 0.5,
    statements: [
      `insert into ${TABLE} (id, no, ${MADE.join(", ")}, status, follow_count, recycle_count, owner, created_by)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'unassigned', 0, 0, '${userId}', '${userId}') returning id`,
    ],
    values: (round) => [[`S${round}`, ...values(round)]],
    bare: "POST",
    ours: (round) => {
      const all = lead(round);
      return {
        method: "POST",
        path: RECORDS,
        body: { values: Object.fromEntries(MADE.map((field) => [field, all[field]])) },
      };
    },
  };
}
