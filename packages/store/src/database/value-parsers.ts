import { type CustomTypesConfig, types } from "pg";

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;
const DATE_ARRAY = 1182;
const TIMESTAMPTZ_ARRAY = 1185;
const NUMERIC_ARRAY = 1231;
const TEXT_ARRAY = 1009;

const asText = (text: string): string => text;
/** `2026-11-22 01:30:00.12+00`, as every session gives it; the slower way for years beyond four digits. */
const UTC_INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/;
const asInstant = (text: string): string =>
  UTC_INSTANT.test(text)
    ? `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, "0").slice(0, 3)}Z`
    : new Date(text).toISOString();

/** The shape pg asks parsers in; binary results are never requested. */
type Parser = (text: string) => unknown;

/** The driver's own parser; its list of type ids lacks arrays. */
function parserOf(oid: number): Parser {
  return types.getTypeParser(oid) as Parser;
}

function arrayOf(item: (text: string) => string): Parser {
  // The driver's own reader of `{…}` syntax for text; items are converted afterwards.
  const read = parserOf(TEXT_ARRAY) as (text: string) => (string | null)[];
  return (text) => read(text).map((entry) => (entry === null ? null : item(entry)));
}

const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [INT8, Number],
  [NUMERIC, asText],
  [DATE, asText],
  [TIMESTAMPTZ, asInstant],
  [NUMERIC_ARRAY, arrayOf(asText)],
  [DATE_ARRAY, arrayOf(asText)],
  [TIMESTAMPTZ_ARRAY, arrayOf(asInstant)],
]);

/**
 * How column values arrive in JavaScript: numeric as exact text, date as `2026-11-22`, timestamptz as
 * `2026-11-22T01:30:00.000Z`, bigint as number; everything else as pg does.
 */
export const valueParsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    (format === "binary" ? undefined : PARSERS.get(oid)) ??
    types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};
