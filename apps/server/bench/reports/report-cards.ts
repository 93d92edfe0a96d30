import { sameText } from "@mortise/kit";
import type { DashboardCard, Dimension, Measure } from "@mortise/metadata";

/** A card and the statement that somebody would write for it by hand. */
export interface ReportCase {
  readonly name: string;
  readonly card: DashboardCard;
  readonly sql: string;
}

const COUNT: Measure = { id: "count", name: sameText("count"), function: "count" };
const AMOUNT: Measure = { id: "amount", name: sameText("amount"), function: "sum", field: "est_amount" };
const LEAD = `"app_crm"."lead"`;
const FOLLOWUP = `"app_crm"."followup"`;
const MONTH = `to_char(t.created_at at time zone 'Asia/Shanghai', 'YYYY-MM')`;

interface CardParts {
  readonly chart?: string;
  readonly entity?: string;
  readonly by?: readonly Dimension[];
  readonly measures?: readonly Measure[];
  readonly filter?: DashboardCard["filter"];
}

function card(
  id: string,
  { chart = "bar", entity = "lead", by = [], measures, filter }: CardParts,
): DashboardCard {
  return {
    id,
    chart,
    title: sameText(id),
    entity,
    dimensions: by,
    measures: measures ?? [COUNT],
    layout: { x: 0, y: 0, w: 6, h: 6 },
    ...(filter === undefined ? {} : { filter }),
  };
}

/** `select …` over a table as a card reads it: its groups, the largest first. */
function grouped(table: string, key: string, { more = "", where = "true", limit = 50 } = {}): string {
  return `select ${key} as k, count(*)${more} from ${table} t where t.deleted_at is null and ${where}
    group by 1 order by 2 desc limit ${limit}`;
}

const SUM = ", sum(t.est_amount)";
const THIS_YEAR = { inPeriod: [{ var: "created_at" }, "last-n-days", 365] };
const YEAR_SQL = `t.created_at >= (date_trunc('day', now() at time zone 'Asia/Shanghai') - interval '364 days') at time zone 'Asia/Shanghai'`;

/** One group-by of each kind of dimension. */
export const groupCases: readonly ReportCase[] = [
  {
    name: "count",
    card: card("all", { chart: "number" }),
    sql: `select count(*) from ${LEAD} t where t.deleted_at is null`,
  },
  {
    name: "by option: count and sum",
    card: card("source", { by: [{ field: "source" }], measures: [COUNT, AMOUNT] }),
    sql: grouped(LEAD, "t.source", { more: SUM }),
  },
  {
    name: "by month",
    card: card("month", { chart: "line", by: [{ field: "created_at", grain: "month" }] }),
    sql: grouped(LEAD, MONTH),
  },
  {
    name: "by province",
    card: card("province", { by: [{ field: "region", level: 2 }] }),
    sql: grouped(LEAD, "left(t.region, 2)"),
  },
  {
    name: "by person",
    card: card("owner", { by: [{ field: "owner" }] }),
    sql: grouped(LEAD, "t.owner"),
  },
  {
    name: "by a field of another record",
    card: card("path", { entity: "followup", by: [{ field: "lead.source" }] }),
    sql: `select l.source as k, count(*) from ${FOLLOWUP} t left join ${LEAD} l on l.id = t.lead and l.deleted_at is null
      where t.deleted_at is null group by 1 order by 2 desc limit 50`,
  },
  {
    name: "by two options",
    card: card("two", { by: [{ field: "source" }, { field: "status" }] }),
    sql: `select t.source, t.status, count(*) from ${LEAD} t where t.deleted_at is null group by 1, 2`,
  },
];

/** A dashboard of twelve cards, as the template's boards are: half about leads, half about what was done with them. */
export const boardCases: readonly ReportCase[] = [
  ...groupCases.slice(0, 5),
  {
    name: "industries of a year",
    card: card("industry", { by: [{ field: "industry" }], filter: THIS_YEAR }),
    sql: grouped(LEAD, "t.industry", { where: YEAR_SQL }),
  },
  {
    name: "stages",
    card: card("status", { by: [{ field: "status" }], measures: [COUNT, AMOUNT] }),
    sql: grouped(LEAD, "t.status", { more: SUM }),
  },
  {
    name: "mean score",
    card: card("score", {
      chart: "number",
      measures: [{ id: "score", name: sameText("score"), function: "avg", field: "score" }],
    }),
    sql: `select avg(t.score) from ${LEAD} t where t.deleted_at is null`,
  },
  {
    name: "activities",
    card: card("done", { chart: "number", entity: "followup" }),
    sql: `select count(*) from ${FOLLOWUP} t where t.deleted_at is null`,
  },
  {
    name: "activities by kind",
    card: card("kinds", { entity: "followup", by: [{ field: "type" }] }),
    sql: grouped(FOLLOWUP, "t.type"),
  },
  {
    name: "activities by month",
    card: card("when", { chart: "line", entity: "followup", by: [{ field: "created_at", grain: "month" }] }),
    sql: grouped(FOLLOWUP, MONTH),
  },
  {
    name: "activities by person",
    card: card("whose", { entity: "followup", by: [{ field: "owner" }] }),
    sql: grouped(FOLLOWUP, "t.owner"),
  },
];
