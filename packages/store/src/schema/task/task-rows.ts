import { type LocalizedText, newId } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { StructureTask, TaskStage, TaskState } from "./structure-task.ts";

type Database = Kysely<SystemDatabase>;

/** A task with how far it has come. */
export interface TaskRow {
  readonly id: string;
  readonly app: string;
  readonly release: number;
  readonly stage: TaskStage;
  readonly task: StructureTask;
  readonly state: TaskState;
  /** Rows done, of about `total`. */
  readonly done: number;
  readonly total: number | null;
  /** The record up to which rows are done. */
  readonly mark: string | null;
  readonly attempts: number;
  readonly message: LocalizedText | null;
  readonly milliseconds: number | null;
}

const COLUMNS = [
  "id",
  "app",
  "release",
  "stage",
  "task",
  "state",
  "done",
  "total",
  "mark",
  "attempts",
  "message",
  "milliseconds",
] as const;

/** Adds tasks in the order they are to run. What earlier releases left over of the same name is superseded. */
export async function addTasks(
  db: Database,
  app: string,
  { release, stage, tasks }: { release: number; stage: TaskStage; tasks: readonly StructureTask[] },
): Promise<void> {
  if (tasks.length === 0) return;
  await db
    .deleteFrom("structure_task")
    .where("app", "=", app)
    .where(
      "name",
      "in",
      tasks.map(({ name }) => name),
    )
    .execute();
  const rows = tasks.map((task) => ({
    id: newId(),
    app,
    release,
    stage,
    kind: task.kind,
    entity: task.entity,
    field: "field" in task ? (task.field ?? null) : null,
    name: task.name,
    task: JSON.stringify(task),
  }));
  await db.insertInto("structure_task").values(rows).execute();
}

/** The next task that is not finished: those that a release waits for come first. */
export async function nextTask(db: Database): Promise<TaskRow | undefined> {
  return db
    .selectFrom("structure_task")
    .select(COLUMNS)
    .where("state", "in", ["waiting", "running"])
    .orderBy("stage", "desc")
    .orderBy("position")
    .limit(1)
    .executeTakeFirst();
}

/** The tasks that a release waits for, whatever their state. */
export async function tasksBefore(db: Database, app: string, release: number): Promise<readonly TaskRow[]> {
  return db
    .selectFrom("structure_task")
    .select(COLUMNS)
    .where("app", "=", app)
    .where("stage", "=", "before")
    .where("release", "=", release)
    .orderBy("position")
    .execute();
}

/** Takes away what an earlier release waited for. */
export async function forgetTasksBefore(db: Database, app: string): Promise<void> {
  await db.deleteFrom("structure_task").where("app", "=", app).where("stage", "=", "before").execute();
}

/** All tasks of an app that are not done, in their order. */
export async function openTasks(db: Database, app: string): Promise<readonly TaskRow[]> {
  return db
    .selectFrom("structure_task")
    .select(COLUMNS)
    .where("app", "=", app)
    .where("state", "<>", "done")
    .orderBy("stage", "desc")
    .orderBy("position")
    .execute();
}

/** Writes how far a task has come. */
export async function saveTask(
  db: Database,
  id: string,
  change: Partial<Pick<TaskRow, "state" | "done" | "total" | "mark" | "attempts" | "milliseconds">> & {
    readonly message?: LocalizedText;
  },
): Promise<void> {
  const { message, ...rest } = change;
  await db
    .updateTable("structure_task")
    .set({
      ...rest,
      ...(message ? { message: JSON.stringify(message) } : {}),
      ...(change.state === "done" || change.state === "failed" ? { finished_at: sql`now()` } : {}),
    })
    .where("id", "=", id)
    .execute();
}
