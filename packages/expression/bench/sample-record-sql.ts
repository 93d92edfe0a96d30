import { SAMPLE_VALUES, type SqlSource } from "../src/index.ts";
import { SAMPLE_TEAMS, sampleScope } from "../src/help/sample-record.ts";
import { rangeLiteral } from "../src/values/date-range.ts";
import { SQL_TYPES } from "../src/sql/fragment.ts";

/** Everything at or below some ids in a tree that is given as child → parent. */
export function belowSql(
  parents: Readonly<Record<string, string>>,
  ids: { readonly text: string; readonly parameters: readonly unknown[] },
) {
  const { text, parameters } = ids;
  return {
    text: `WITH RECURSIVE below(id) AS (
      SELECT unnest(${text}) UNION
      SELECT edge.child FROM unnest(?::uuid[], ?::uuid[]) AS edge(child, parent) JOIN below ON edge.parent = below.id
    ) SELECT id FROM below`,
    parameters: [...parameters, Object.keys(parents), Object.values(parents)],
  };
}

const plain = (text: string) => ({ text, parameters: [] });

/** Where the samples keep telephone prefixes. */
export const PHONE_TABLE = plain("sample_phone");

/** Where the samples keep ranges of internet addresses. */
export const IP_TABLE = plain("sample_ip");

/** The record that examples are about, as PostgreSQL sees it without any table: every value is a parameter. */
export const sampleSource: SqlSource = {
  column: (path) => {
    const type = sampleScope.variable(path);
    const value = SAMPLE_VALUES[path] ?? null;
    const isRange = type?.kind === "dateRange" && typeof value === "string";
    return {
      text: `?::${SQL_TYPES[type?.kind ?? "null"]}`,
      parameters: [isRange ? rangeLiteral(value) : value],
    };
  },
  below: (_path, ids) => belowSql(SAMPLE_TEAMS, ids),
  phonePrefixes: PHONE_TABLE,
  ipRanges: IP_TABLE,
  rows: () => ({
    column: (path) => plain(`line."${path}"`),
    from: () => ({
      text: "ROWS FROM (jsonb_to_recordset(?::jsonb) AS (product text, quantity numeric, price numeric)) WITH ORDINALITY AS line(product, quantity, price, place)",
      parameters: [JSON.stringify(SAMPLE_VALUES["lines"])],
    }),
    where: plain("TRUE"),
    order: plain("line.place"),
  }),
};
