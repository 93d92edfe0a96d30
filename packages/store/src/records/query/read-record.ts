import { isId } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { onRow } from "../permission/limit-sql.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { rightsList, rowDenials } from "../permission/row-rights.ts";
import { recordNotFound } from "../record-errors.ts";
import type { RecordView } from "../record-query.ts";
import {
  type CompiledStatement,
  compileStatement,
  runStatement,
  Slot,
} from "../statement/compiled-statement.ts";
import { keptPlan } from "../statement/kept-plan.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { attachChildren } from "./child-rows.ts";
import { fetchLabels } from "./labels.ts";
import { type InlineNames, inlineNames } from "./inline-names.ts";
import { survivorOf } from "./merged-records.ts";
import { projection, rowLimits, toRecordRow } from "./projection.ts";
import type { ReadScope } from "./read-scope.ts";

/** Reads one record with the rows of all sub-table fields the actor may see; also from the recycle bin. */
export async function readRecord(
  scope: ReadScope,
  actor: Actor,
  target: { readonly app: string; readonly entity: string; readonly id: string },
): Promise<RecordView> {
  const access = accessRows(scope.context, actor, { ...target, ...(scope.now ? { now: scope.now } : {}) });
  const { model, permission } = access;
  if (!isId(target.id)) throw recordNotFound();
  const plan = keptPlan(access, "record", (watched) => planRecord(scope.db, watched));
  const { fields, names } = plan;
  const rows = await runStatement<DatabaseRow>(scope.db, plan.statement, { id: target.id });
  const [row] = rows;
  if (!row) throw recordNotFound();
  const record = toRecordRow(row, fields, access);
  const here = onRow(permission, row);
  const children = model.childFields.filter((field) => accessTo(here, field.id) !== "hidden");
  const filled = await attachChildren({ scope, actor, access, fields: children }, [record]);
  const labels = await fetchLabels({ scope, actor, access }, names.others, [record]);
  return {
    record: filled.items[0] ?? record,
    labels: { ...names.read([row]), ...labels, ...filled.labels },
    ...rowLimits([row], access),
    ...(await mergedInto(scope, row)),
    ...rowDenials([row], access),
  };
}

interface RecordPlan {
  readonly fields: readonly ModelField[];
  readonly names: InlineNames;
  readonly statement: CompiledStatement;
}

function planRecord(db: Kysely<SystemDatabase>, access: RowAccess): RecordPlan {
  const { model, permission } = access;
  const fields = model.values.filter((field) => accessTo(permission, field.id) !== "hidden");
  const names = inlineNames(access, fields);
  const statement = sql`
    ${model.prepared} select ${projection(fields, access)}${rightsList(access)}${names.list} from ${model.table} as t
    where t.id = ${new Slot("id")}::uuid and ${predicateSql(permission.read, access)}`;
  return { fields, names, statement: compileStatement(db, statement) };
}

/** Only a record in the bin can have been merged into another. */
async function mergedInto(scope: ReadScope, row: DatabaseRow): Promise<{ mergedInto?: string }> {
  if ((row["deleted_at"] ?? null) === null) return {};
  const survivor = await survivorOf(scope.db, textAt(row, "id"));
  return survivor === undefined ? {} : { mergedInto: survivor };
}
