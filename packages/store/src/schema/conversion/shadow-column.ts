import { quoteIdentifier, schemaName, tableName } from "../names.ts";
import type { ConversionTask } from "../task/structure-task.ts";

/** The column that is filled with converted values; `$` cannot stand in a field's id. */
export function shadowName(field: string): string {
  return `${field}$next`;
}

/** Whether a column is being filled for a release to come. */
export function isShadow(column: string): boolean {
  return column.endsWith("$next");
}

/**
 * Statements after which every row whose value is written is noted in `mortise.conversion_row`: the conversion goes
 * through them again. Nothing but an insert of sixteen bytes is asked of the writer.
 */
export function syncStatements(app: string, task: ConversionTask): readonly string[] {
  const name = quoteIdentifier(task.name);
  const routine = `${quoteIdentifier(schemaName(app))}.${name}`;
  return [
    `create or replace function ${routine}() returns trigger language plpgsql as
      $body$ begin
        insert into mortise.conversion_row (app, task, record) values ('${app}', '${task.name}', new.id);
        return null; end $body$`,
    `create or replace trigger ${name} after insert or update of ${quoteIdentifier(task.field)} on ${tableName(app, task.table)}
      for each row execute function ${routine}()`,
  ];
}

/** Statements that end the noting. */
export function dropSync(app: string, task: ConversionTask): readonly string[] {
  const name = quoteIdentifier(task.name);
  return [
    `drop trigger if exists ${name} on ${tableName(app, task.table)}`,
    `drop function if exists ${quoteIdentifier(schemaName(app))}.${name}()`,
  ];
}
