import { lockSplitRows } from "../model/row-locks.ts";
import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, selectList, toValues } from "../model/row-values.ts";
import type { Write } from "../session/write-session.ts";
import { storeChanges } from "./store-changes.ts";
import { type ChangeBatch } from "../change.ts";
import { batchOf } from "../session/write-session.ts";

/** A field somewhere in the app that points at records of an entity. */
export interface IncomingReference {
  readonly model: EntityModel;
  readonly field: ModelField;
}

/** All fields of the app that hold one record of the entity each; places of child rows are none. */
export function incomingReferences(write: Write, entity: string): readonly IncomingReference[] {
  const { context } = write.session;
  return context
    .catalog(write.app)
    .all("entity")
    .flatMap((document) => {
      const model = context.model(write.app, document.id);
      return model.columns
        .filter((field) => !field.system && field.target === entity && field.columnType === "uuid")
        .map((field) => ({ model, field }));
    });
}

/**
 * Points every reference at some records somewhere else (or nowhere), as changes with a history of their own. Needs no
 * permission on the referring records: it follows from what happens to the one they point at.
 */
export async function redirectReferences(
  write: Write,
  entity: string,
  move: { readonly from: readonly string[]; readonly to: string | null },
): Promise<readonly ChangeBatch[]> {
  const batches: ChangeBatch[] = [];
  for (const { model, field } of incomingReferences(write, entity)) {
    const { db } = write.session;
    const pointing = sql`from ${model.table} as t where t.${sql.id(field.id)} = any(${[...move.from]}::uuid[])
        ${model.id === entity ? sql`and t.id <> all(${[...move.from]}::uuid[])` : sql``} order by t.id`;
    if (model.parts.length > 0) {
      const found = await sql<{ id: string }>`select t.id ${pointing}`.execute(db);
      await lockSplitRows(
        db,
        model,
        found.rows.map(({ id }) => id),
      );
    }
    const { rows } = await sql<DatabaseRow>`
      select ${selectList(model.columns)} ${pointing} ${model.lockClause}`.execute(db);
    const changes = rows.map((row) => {
      const before = toValues(row, model);
      // A record that pointed at its own double would point at itself.
      const target = before["id"] === move.to ? null : move.to;
      return { before, after: { ...before, [field.id]: target } };
    });
    const records = await storeChanges(write, model, { type: "updated", changes });
    if (records.length > 0) batches.push(batchOf(write, model.id, "updated", records));
  }
  return batches;
}
