import { SAMPLE_VALUES, type SqlSource } from "../src/index.ts";
import { sampleScope } from "../src/help/sample-record.ts";
import { rangeLiteral } from "../src/values/date-range.ts";
import { SQL_TYPES } from "../src/sql/fragment.ts";

const plain = (text: string) => ({ text, parameters: [] });

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
