import type { LocalizedText } from "@mortise/kit";
import type { ReportField } from "../../model/report-field.ts";

/** A group of choices under a name. */
export interface FieldGroup {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Fields as choices: those of the records themselves, then those of related ones; groups without any are left out. */
export function fieldOptions(
  fields: readonly ReportField[],
  localize: (text: LocalizedText) => string,
  names: { readonly own: string; readonly related: string },
): FieldGroup[] {
  const group = (label: string, isRelated: boolean): FieldGroup => ({
    label,
    options: fields
      .filter(({ id }) => id.includes(".") === isRelated)
      .map(({ id, name }) => ({ value: id, label: localize(name) })),
  });
  return [group(names.own, false), group(names.related, true)].filter(({ options }) => options.length > 0);
}
