import type { RecordEnvironmentOptions, Value } from "@mortise/expression";
import { fillDefaults } from "@mortise/fields";
import { formLogic } from "@mortise/forms";
import type { Catalog, FieldDefinition } from "@mortise/metadata";

/**
 * The values a new record's form starts with, so that people see them before they save. A default that cannot be
 * known here (it may need the server) is left out; the server fills it in.
 */
export function defaultValues(
  fields: readonly FieldDefinition[],
  entity: string,
  catalog: Catalog,
  moment: RecordEnvironmentOptions,
): Readonly<Record<string, Value>> {
  const document = catalog.find("entity", entity);
  const values: Record<string, Value> = {};
  if (document) fillDefaults(formLogic(document, catalog).record, values, () => moment);
  return Object.fromEntries(
    fields.flatMap(({ id }) => {
      const value = values[id] ?? null;
      return value === null ? [] : [[id, value] as const];
    }),
  );
}
