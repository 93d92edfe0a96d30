import { quickOperator } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import type { EntityPermission } from "../app/app-model.ts";
import type { ListState } from "./list-state.ts";

/** The fields by which a person may narrow a list in one step: those that can be compared and are not masked. */
export function quickChoices(
  fields: readonly FieldDefinition[],
  permission: EntityPermission,
): readonly FieldDefinition[] {
  return fields.filter(
    (field) => permission.fields[field.id] !== "masked" && quickOperator(field) !== undefined,
  );
}

/** Those that stand above a list: of its view or the person's choice, and those of the address that was opened. */
export function quickFields(
  fields: readonly FieldDefinition[],
  permission: EntityPermission,
  { quickFilters }: { readonly quickFilters: readonly string[] },
  { quick = {} }: Pick<ListState, "quick">,
): readonly FieldDefinition[] {
  const wanted = [...new Set([...quickFilters, ...Object.keys(quick)])];
  const offered = quickChoices(fields, permission);
  return wanted.flatMap((id) => offered.find((field) => field.id === id) ?? []);
}
