import { sql } from "kysely";
import { SEARCH_COLUMN } from "../../schema/physical-table.ts";
import type { RecordChange } from "../change.ts";
import { historyParts } from "../history/record-history.ts";
import type { EntityModel } from "../model/entity-model.ts";
import {
  columnList,
  type DatabaseRow,
  selectList,
  textAt,
  toValues,
  type Values,
} from "../model/row-values.ts";
import { keepOwn } from "../session/own-rows.ts";
import type { Write } from "../session/write-session.ts";
import { noteRosterVersion } from "../../journal/roster-rows.ts";
import { recordset } from "./recordset.ts";
import { sealValues } from "./seal-values.ts";

/** Beyond so many rows, and for entities in several tables, rows and history are written one after the other. */
const FEW = 50;

/** Whether new rows and all that is written down about them go into one statement. */
export function areFew(model: EntityModel, records: readonly Values[]): boolean {
  return model.parts.length === 0 && records.length <= FEW;
}

/**
 * Inserts a few complete records together with their history, the log of their stages, the change-set and its
 * announcement, and answers them as stored, in the given order.
 */
export async function createRows(
  write: Write,
  model: EntityModel,
  changes: readonly RecordChange[],
): Promise<readonly Values[]> {
  const { columns } = model;
  const records = changes.map(({ after }) => after);
  sealValues(model, records);
  const { parts, list } = historyParts(write, model, { type: "created", records: changes });
  const { rows } = await sql<DatabaseRow>`
    ${model.prepared} with stored as (
      insert into ${model.home} as t (${columnList(columns)}, ${sql.id(SEARCH_COLUMN)})
      select ${columnList(columns, "r")}, ${sql.id("r", SEARCH_COLUMN)} from ${recordset(columns, records, model.searched)}
      returning ${selectList(columns)}), ${sql.join([...parts])}
    select *${list} from stored`.execute(write.session.db);
  noteRosterVersion(write.session.db, rows);
  const stored = new Map(rows.map((row) => [textAt(row, "id"), toValues(row, model)]));
  keepOwn(write, model, [...stored.values()]);
  return records.map((record) => stored.get(textAt(record, "id")) ?? record);
}
