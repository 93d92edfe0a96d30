import type { Expression } from "@mortise/expression";
import type { NumberBuckets } from "@mortise/metadata";
import { sql } from "kysely";
import { queryInvalid } from "../record-errors.ts";
import type { Sql } from "../sql-text.ts";

const DECIMAL = /^-?\d{1,30}(\.\d{1,20})?$/;
const BETWEEN = "..";
const MOST_BOUNDS = 100;

/** Refuses widths and bounds that are no decimals in order: they become numbers of the statement. */
export function knownBuckets(buckets: NumberBuckets): NumberBuckets {
  const texts = "width" in buckets ? [buckets.width] : buckets.bounds;
  const isRight =
    Array.isArray(texts) &&
    texts.length > 0 &&
    texts.length <= MOST_BOUNDS &&
    texts.every((text) => typeof text === "string" && DECIMAL.test(text)) &&
    (!("width" in buckets) || Number(buckets.width) > 0);
  if (!isRight) throw queryInvalid({ part: "buckets", reason: JSON.stringify(buckets).slice(0, 100) });
  return buckets;
}

/**
 * The bucket of a number: the lower bound for steps of one width, the place among the bounds otherwise (0 below the
 * first). Exact for decimals, also below 0.
 */
export function bucketSql(value: Sql, buckets: NumberBuckets): Sql {
  if ("width" in buckets) {
    const width = sql`${buckets.width}::numeric`;
    const down = sql`case when mod(${value}::numeric, ${width}) < 0 then 1 else 0 end`;
    return sql`trim_scale((div(${value}::numeric, ${width}) - ${down}) * ${width})`;
  }
  // Nothing lies in no bucket: width_bucket would put it beyond the last bound.
  return sql`case when ${value} is not null then width_bucket(${value}::numeric, ${[...buckets.bounds]}::numeric[]) end`;
}

/** The key of a bucket as the answer holds it: `100..200`, `..100` below the first bound, `500..` from the last one on. */
export function bucketKeySql(raw: Sql, buckets: NumberBuckets): Sql {
  if ("width" in buckets) {
    return sql`${raw}::text || ${BETWEEN} || trim_scale(${raw} + ${buckets.width}::numeric)::text`;
  }
  const keys = buckets.bounds.map((bound, index) => [
    index + 1,
    `${bound}${BETWEEN}${buckets.bounds[index + 1] ?? ""}`,
  ]);
  const texts = [`${BETWEEN}${buckets.bounds[0] ?? ""}`, ...keys.map(([, text]) => text)];
  return sql`(${texts}::text[])[${raw} + 1]`;
}

/** The bounds that a key of a bucket names. */
export function boundsOfKey(key: string): { readonly from?: string; readonly to?: string } {
  const [from = "", to = ""] = key.split(BETWEEN);
  return { ...(from === "" ? {} : { from }), ...(to === "" ? {} : { to }) };
}

/** The numbers that lie in a bucket. */
export function bucketFilter(field: Expression, key: string): Expression {
  const { from, to } = boundsOfKey(key);
  const parts: readonly Expression[] = [
    ...(from === undefined ? [] : [{ ">=": [field, from] }]),
    ...(to === undefined ? [] : [{ "<": [field, to] }]),
  ];
  return parts.length === 1 ? (parts[0] ?? null) : { and: parts };
}
