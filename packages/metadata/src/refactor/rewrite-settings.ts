import type { Json, JsonObject, SettingSpec } from "@mortise/kit";
import type { FieldRewrite, RewritePlace } from "./field-rewrite.ts";
import { rewriteExpression } from "./rewrite-expression.ts";

/** How an owning shelf rewrites a setting of kind `custom`, of which only it knows the shape. */
export type CustomRewrite = (spec: SettingSpec, value: Json, place: RewritePlace) => Json;

/** Settings with their fields, conditions and formulas under the new ids, as far as the declarations tell where they stand. */
export function rewriteSettings(
  settings: JsonObject,
  specs: readonly SettingSpec[],
  place: RewritePlace,
  { custom = (_spec, value) => value, ...rewrite }: FieldRewrite & { readonly custom?: CustomRewrite },
): JsonObject {
  const changed = specs.flatMap((spec): [string, Json][] => {
    const value = Object.hasOwn(settings, spec.id) ? settings[spec.id] : undefined;
    if (value === undefined || value === null) return [];
    const entity = entityOf(spec, { settings, specs }, place);
    if (entity === undefined) return [];
    return [[spec.id, rewriteValue(spec, value, { ...place, entity }, { rewrite, custom })]];
  });
  return { ...settings, ...Object.fromEntries(changed) };
}

function rewriteValue(
  spec: SettingSpec,
  value: Json,
  place: RewritePlace,
  { rewrite, custom }: { readonly rewrite: FieldRewrite; readonly custom: CustomRewrite },
): Json {
  const rename = (item: Json): Json => (typeof item === "string" ? rewrite.rename(place.entity, item) : item);
  if (spec.kind === "field") return rename(value);
  if (spec.kind === "fields") return Array.isArray(value) ? [...new Set(value.map(rename))] : value;
  if (spec.kind === "custom") return custom(spec, value, place);
  const isExpression = spec.kind === "condition" || spec.kind === "formula";
  // Expressions are JSON.
  return isExpression ? (rewriteExpression(value, place, rewrite) as Json) : value;
}

/** The entity whose fields a setting names: the present one, or the one that another setting chooses. */
function entityOf(
  spec: SettingSpec,
  { settings, specs }: { readonly settings: JsonObject; readonly specs: readonly SettingSpec[] },
  place: RewritePlace,
): string | undefined {
  if (spec.of === undefined) return place.entity;
  const chosen = settings[spec.of];
  if (typeof chosen !== "string") return undefined;
  const isEntity = specs.some(({ id, kind }) => id === spec.of && kind === "entity");
  return isEntity ? chosen : place.catalog.targetOf(place.entity, chosen);
}
