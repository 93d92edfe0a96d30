import type { Expression } from "@mortise/expression";
import { type FieldOption, findFieldType } from "@mortise/fields";
import type { ReportField } from "../model/report-field.ts";

/** The field whose transitions are logged, with its options; undefined where there is none. */
export function stageOf(
  fields: readonly ReportField[],
): { readonly field: ReportField; readonly options: readonly FieldOption[] } | undefined {
  const field = fields.find((candidate) => candidate.logsTransitions);
  const options = field && findFieldType(field.definition.type)?.options?.(field.definition);
  return field && options ? { field, options } : undefined;
}

/** The condition that a record stands in one of the stages that end like this. */
export function endsAs(
  fields: readonly ReportField[],
  ...outcomes: readonly string[]
): Expression | undefined {
  const stage = stageOf(fields);
  const keys = (stage?.options ?? [])
    .filter((option) => outcomes.includes(option.outcome ?? "open"))
    .map((option) => option.key);
  return stage && keys.length > 0 ? { in: [{ var: stage.field.id }, keys] } : undefined;
}
