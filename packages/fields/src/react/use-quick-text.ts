import { type Expression, periodName, type Value } from "@mortise/expression";
import { fillText, type Json, localize } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { readPath } from "../condition/condition-operator.ts";
import { readQuickRow, spanOf } from "../condition/quick-row.ts";
import { findFieldType } from "../registry.ts";
import { useFieldContext, useFieldServices, useFieldText } from "./field-services.ts";
import { text } from "./text.ts";

const MOST_NAMES = 2;

/** Says in a few words what narrows a list by a field; undefined when nothing does. */
export function useQuickText(field: FieldDefinition, condition: Expression | undefined): string | undefined {
  const say = useFieldText();
  const { locale, label } = useFieldServices();
  const context = useFieldContext();
  const row = readQuickRow(field, condition);
  if (!row) return undefined;
  const type = findFieldType(field.type);
  // What stands in a condition was a value of the field once.
  const one = (value: Json): string => type?.toText(value as Value, field, context) ?? String(value);
  if (readPath(row.value) === "$user") return say(text.onlyMine);
  const [first = null, count = 1]: readonly Json[] = Array.isArray(row.value) ? row.value : [row.value];
  const period = row.operator === "inPeriod" ? periodName(String(first)) : undefined;
  if (period) return fillText(localize(period, locale), { n: Number(count) });
  const [from, to] = spanOf(row);
  if (from !== null && to !== null) return `${one(from)} ${say(text.to)} ${one(to)}`;
  if (from !== null) return fillText(say(text.from), { value: one(from) });
  if (to !== null) return fillText(say(text.upTo), { value: one(to) });
  if (!Array.isArray(row.value)) return one(row.value);
  const options = type?.options?.(field);
  const names = row.value.flatMap((item: Json) => {
    const key = String(item);
    const option = options?.find((each) => each.key === key);
    return (option ? localize(option.name, locale) : label(key)) ?? [];
  });
  // A name may not be known yet, after the page was opened by its address.
  if (names.length < row.value.length) return fillText(say(text.chosen), { n: row.value.length });
  const separator = locale === "zh" ? "、" : ", ";
  const shown = names.slice(0, MOST_NAMES).join(separator);
  return names.length <= MOST_NAMES ? shown : fillText(say(text.andMore), { names: shown, n: names.length });
}
