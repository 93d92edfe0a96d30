import type { Expression } from "@mortise/expression";
import type { Catalog } from "../catalog.ts";
import type { HoldCap, PoolDocument, RecycleRule } from "../documents/pool.ts";
import type { FieldRewrite } from "./field-rewrite.ts";
import { rewriteExpression } from "./rewrite-expression.ts";

/** A pool with its fields under their new ids. */
export function rewritePool(pool: PoolDocument, catalog: Catalog, rewrite: FieldRewrite): PoolDocument {
  const place = { entity: pool.entity, catalog };
  const rename = (field: string): string => rewrite.rename(pool.entity, field);
  const renamed = (fields: readonly string[]): readonly string[] => [...new Set(fields.map(rename))];
  const said = (expression: Expression): Expression => rewriteExpression(expression, place, rewrite);
  const { takes, mask, holdCaps, renewedBy, recycling, onEntry } = pool;
  const cap = (one: HoldCap): HoldCap => ({
    ...one,
    ...(one.when === undefined ? {} : { when: said(one.when) }),
  });
  const rule = (one: RecycleRule): RecycleRule => ({
    ...one,
    ...(one.when === undefined ? {} : { when: said(one.when) }),
    ...(one.exempt === undefined ? {} : { exempt: said(one.exempt) }),
  });
  const renewing = {
    ...(renewedBy?.fields ? { fields: renamed(renewedBy.fields) } : {}),
    ...(renewedBy?.records
      ? { records: renewedBy.records.map((at) => ({ ...at, field: rewrite.rename(at.entity, at.field) })) }
      : {}),
  };
  return {
    ...pool,
    ...(takes === undefined ? {} : { takes: said(takes) }),
    ...(mask ? { mask: { ...mask, fields: renamed(mask.fields) } } : {}),
    ...(holdCaps ? { holdCaps: holdCaps.map(cap) } : {}),
    ...(renewedBy ? { renewedBy: renewing } : {}),
    ...(recycling ? { recycling: { ...recycling, rules: recycling.rules.map(rule) } } : {}),
    ...(onEntry
      ? {
          onEntry: Object.fromEntries(
            Object.entries(onEntry).map(([field, value]) => [rename(field), said(value)]),
          ),
        }
      : {}),
  };
}
