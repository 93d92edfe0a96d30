import type { Expression, Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import { missing, under } from "../model/checks.ts";
import type { CheckContext, SettingProblem } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";
import type { StepContext } from "../model/step-context.ts";
import type { Wording } from "../model/wording.ts";

/** Reads `[{ field, value }]`: the value of each field is an expression over the run's record. */
export function fieldValues(context: StepContext, settings: Settings): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const item of settings.items("values")) {
    const field = item.text("field");
    const expression: Expression = item.expression("value") ?? null;
    if (field !== undefined) values[field] = context.evaluate(expression);
  }
  return values;
}

/** Names of the fields that are set. */
export function fieldNames(wording: Wording, entity: string, settings: Settings): LocalizedText {
  const names = settings.items("values").map((item) => wording.field(entity, item.text("field") ?? ""));
  return { zh: names.map((name) => name.zh).join("、"), en: names.map((name) => name.en).join(", ") };
}

/** Complaints about `[{ field, value }]` for records of `target`. */
export function checkFieldValues(
  settings: Settings,
  target: string,
  context: CheckContext,
): readonly SettingProblem[] {
  return settings.items("values").flatMap((item, index) => {
    const path = `values.${index}`;
    const field = item.text("field");
    const type = field === undefined ? undefined : context.catalog.scope(target).variable(field);
    if (!type) return [missing(`${path}.field`, { zh: "请选择要设置的字段", en: "Choose the field to set" })];
    const expression = item.expression("value");
    if (expression === undefined) return [];
    return under(path, context.expression("value", expression, [type.kind, "null"]));
  });
}
