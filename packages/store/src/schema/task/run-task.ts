import { counted, type LocalizedText } from "@mortise/kit";
import type { WorkHours } from "@mortise/expression";
import type { Catalog } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { errorCode } from "../../database/connection-error.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import type { ConversionContext } from "../conversion/convert-rows.ts";
import { quoteIdentifier, tableName } from "../names.ts";
import { buildMeasured } from "../advice/measure-index.ts";
import { convertColumn } from "./run-conversion.ts";
import { runFill } from "./run-fill.ts";
import { buildIndex, dropIndex } from "./run-index.ts";
import { checkReference } from "./run-reference.ts";
import type { ConversionTask, SearchTask } from "./structure-task.ts";
import type { TaskRow } from "./task-rows.ts";

type Database = Kysely<SystemDatabase>;

/** A task that was carried out, or stopped on the way, or a reason that another try would not change. */
export type TaskResult =
  | { readonly kind: "done" }
  | { readonly kind: "interrupted" }
  | { readonly kind: "impossible"; readonly reason: LocalizedText };

/** What a task runs with. */
export interface TaskContext {
  /** A session of its own: index builds cannot stand in a transaction. */
  readonly session: Database;
  readonly conversion: ConversionContext;
  /** Whether values that cannot be converted may be emptied. */
  readonly mayEmpty: (entity: string, field: string) => boolean;
  /** Documents that name the fields: those of the release to come. */
  readonly catalog: Catalog;
  /** The company's calendar as the database has it now, and the time. */
  readonly calendar: WorkHours;
  readonly now: Date;
  /** Ends work over many rows between two batches. */
  readonly signal?: AbortSignal;
}

const UNIQUE_VIOLATION = "23505";
const INDEX_ROW_TOO_LARGE = "54000";

/** Carries out one task. Other errors than those it names are the database's: another try may succeed. */
export async function runTask(row: TaskRow, context: TaskContext): Promise<TaskResult> {
  const { session, conversion, signal } = context;
  const { task, app } = row;
  switch (task.kind) {
    case "index":
      return buildOrSay(row, context);
    case "drop":
      await dropIndex(session, app, task.name);
      return { kind: "done" };
    case "search":
      await setTriggers(session, task);
      return { kind: "done" };
    case "reference":
      return { kind: (await checkReference(session, row, { task, signal })) ? "done" : "interrupted" };
    case "fill": {
      const { fieldType, layout } = conversion;
      const { catalog, calendar, now } = context;
      const basis = { app, catalog, layout, fieldType, calendar, now };
      return { kind: (await runFill(session, { row, task, basis, signal })) ? "done" : "interrupted" };
    }
    case "conversion": {
      const isDone = await convertColumn(session, { row, task, context: conversion, signal });
      if (!isDone) return { kind: "interrupted" };
      const left = context.mayEmpty(task.entity, task.field) ? 0 : await countEmptied(session, app, task);
      return left === 0
        ? { kind: "done" }
        : { kind: "impossible", reason: emptied(nameIn(context, row), left) };
    }
  }
}

/** Waits for writers no longer than they may wait for it; another try follows. */
async function setTriggers(session: Database, { statements }: SearchTask): Promise<void> {
  await session.transaction().execute(async (transaction) => {
    await sql`set local lock_timeout = '3s'`.execute(transaction);
    for (const statement of statements) await sql.raw(statement).execute(transaction);
  });
}

async function buildOrSay(row: TaskRow, context: TaskContext): Promise<TaskResult> {
  if (row.task.kind !== "index") return { kind: "done" };
  try {
    const { advice } = row.task;
    if (advice) await buildMeasured(context.session, row.app, { ...row.task, advice });
    else await buildIndex(context.session, row.app, row.task);
    return { kind: "done" };
  } catch (error) {
    const name = nameIn(context, row);
    const code = errorCode(error);
    if (code === UNIQUE_VIOLATION) return { kind: "impossible", reason: duplicates(name) };
    if (code === INDEX_ROW_TOO_LARGE) return { kind: "impossible", reason: tooLong(name) };
    throw error;
  }
}

/** Values that were there and are not: those that the new type could not hold. */
async function countEmptied(db: Database, app: string, task: ConversionTask): Promise<number> {
  const [old, next] = [quoteIdentifier(task.field), quoteIdentifier(task.shadow)];
  const { rows } = await sql
    .raw<{ count: number }>(
      `select count(*)::int as count from ${tableName(app, task.table)} as t
       where ${old} is not null and ${next} is null
         and exists (select from ${tableName(app, task.entity)} as m where m.id = t.id and m.deleted_at is null)`,
    )
    .execute(db);
  return rows[0]?.count ?? 0;
}

function nameIn({ catalog }: TaskContext, { task }: TaskRow): LocalizedText {
  const id = "field" in task ? (task.field ?? "") : "";
  const name = catalog.field(task.entity, id)?.name ?? catalog.find("entity", task.entity)?.name;
  return name ?? { zh: id || task.entity, en: id || task.entity };
}

function duplicates({ zh, en }: LocalizedText): LocalizedText {
  return {
    zh: `字段“${zh || en}”有重复的值，不能设为唯一；请先合并或修改这些记录`,
    en: `Field “${en || zh}” holds duplicate values and cannot be unique; merge or change those records first`,
  };
}

function tooLong({ zh, en }: LocalizedText): LocalizedText {
  return {
    zh: `字段“${zh || en}”有过长的值，无法建立索引`,
    en: `Field “${en || zh}” holds values that are too long for an index`,
  };
}

function emptied({ zh, en }: LocalizedText, rows: number): LocalizedText {
  return {
    zh: `字段“${zh || en}”有 ${rows} 行的值不能转换成新的类型；请先修改这些记录，或确认清空它们`,
    en: `Field “${en || zh}” has ${counted(rows, "value")} that cannot become the new type; change the records first, or accept emptying`,
  };
}

/** The sentence for a task that PostgreSQL refused again and again. */
export function refusedAgain(context: TaskContext, row: TaskRow, error: unknown): LocalizedText {
  const { zh, en } = nameIn(context, row);
  const code = errorCode(error) ?? "?";
  return {
    zh: `“${zh || en}”的调整多次失败（数据库错误 ${code}），请查看数据库日志`,
    en: `The change of “${en || zh}” failed several times (database error ${code}); see the database's log`,
  };
}
