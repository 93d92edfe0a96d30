import { describeExpression, type Expression, type ExpressionNames, type Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { Wording } from "./wording.ts";

/** A condition as a sentence of field and option names, for one-line summaries; "always" when there is none. */
export function describeCondition(
  wording: Wording,
  entity: string,
  condition: Expression | undefined,
): LocalizedText {
  if (condition === undefined) return { zh: "始终", en: "always" };
  const names: ExpressionNames = {
    variable: (path) => wording.field(entity, path),
    option: (path, key) => wording.value(entity, path, key),
    // Literals beside a field are values of that field.
    value: (path, value) => wording.value(entity, path, value as Value),
  };
  return { zh: describeExpression(condition, names, "zh"), en: describeExpression(condition, names, "en") };
}
