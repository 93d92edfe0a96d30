import { compileExpression, type Environment, type WorkCalendar } from "@mortise/expression";
import { CHINA_CALENDAR } from "@mortise/fields";
import type { Catalog, FieldDefinition } from "@mortise/metadata";

/** Who creates a record, when, where: what defaults may speak of. */
export interface DefaultContext {
  readonly user: string;
  readonly now: Date;
  readonly timeZone: string;
  /** The company's calendar; that of mainland China until it is known. */
  readonly calendar?: WorkCalendar | undefined;
}

/**
 * The values a new record's form starts with, so that people see them before they save. A default that cannot be
 * known here (it may need the server) is left out; the server fills it in.
 */
export function defaultValues(
  fields: readonly FieldDefinition[],
  entity: string,
  catalog: Catalog,
  context: DefaultContext,
): Record<string, unknown> {
  const environment: Environment = {
    get: (path) => (path === "$user" ? context.user : undefined),
    now: context.now,
    timeZone: context.timeZone,
    calendar: context.calendar ?? CHINA_CALENDAR,
  };
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.default === undefined || field.default === null) continue;
    try {
      const value = compileExpression(field.default, catalog.scope(entity)).evaluate(environment);
      if (value !== null) values[field.id] = value;
    } catch {
      // A default that does not fit its field is told where it is designed, not to the person filling the form.
    }
  }
  return values;
}
