import { setTimeout as pause } from "node:timers/promises";
import { AppError, type Clock, type LocalizedText } from "@mortise/kit";
import { Catalog, type FieldCatalog } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { CompanyCalendar } from "../calendar/company-calendar.ts";
import { errorCode } from "../database/connection-error.ts";
import { dropSync } from "../schema/conversion/shadow-column.ts";
import { quoteIdentifier, tableName } from "../schema/names.ts";
import type { TaskContext } from "../schema/task/run-task.ts";
import { dropIndex } from "../schema/task/run-index.ts";
import type { ConversionTask } from "../schema/task/structure-task.ts";
import type { TaskOwner } from "../schema/task/structure-runner.ts";
import { saveTask, tasksBefore, type TaskRow } from "../schema/task/task-rows.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { fieldKey } from "../schema/conversion/conversions.ts";
import { markPending, type PendingRelease, readPending } from "./pending-release.ts";
import { publishPending, readRelease } from "./publish.ts";
import type { PublishContext } from "./publish-context.ts";
import type { CompiledRelease } from "./release.ts";

type Database = Kysely<SystemDatabase>;

/** What the owner of tasks works with. */
export interface PendingOwnerOptions {
  readonly clock: Clock;
  readonly fieldCatalog: FieldCatalog;
  readonly context: (actor: PublishContext["actor"]) => PublishContext;
  /** Reads the company's calendar: another process may just have changed it. */
  readonly readCalendar: () => Promise<CompanyCalendar>;
  /** A release has come into force here. */
  readonly accept: (release: CompiledRelease) => void;
}

const LOCK_TRIES = 20;
const LOCK_PAUSE_MS = 200;

/** Brings pending releases into force when their rows are prepared, and clears away what failed. */
export class PendingOwner implements TaskOwner {
  readonly #options: PendingOwnerOptions;

  constructor(options: PendingOwnerOptions) {
    this.#options = options;
  }

  async contextOf(session: Database, row: TaskRow): Promise<TaskContext | undefined> {
    const { fieldCatalog, context, readCalendar, clock } = this.#options;
    const pending = row.stage === "before" ? await readPending(session, row.app) : undefined;
    if (row.stage === "before" && pending?.state !== "preparing") return undefined;
    const app = await session
      .selectFrom("app")
      .select("current_release")
      .where("id", "=", row.app)
      .executeTakeFirst();
    if (!app) return undefined;
    const { before, layout } = await readRelease(session, row.app, app.current_release, fieldCatalog);
    const accepted = new Set(pending?.accepted ?? []);
    const { fieldType } = context({ userId: null, locale: "zh", timeZone: "UTC" });
    return {
      session,
      calendar: await readCalendar(),
      now: clock.now(),
      catalog: pending ? new Catalog(pending.documents, fieldCatalog) : before,
      mayEmpty: (entity, field) => pending?.restoredFrom != null || accepted.has(fieldKey(entity, field)),
      conversion: {
        app: row.app,
        catalog: before,
        layout,
        fieldType,
        timeZone: pending?.timeZone ?? "UTC",
        locale: pending?.locale ?? "zh",
      },
    };
  }

  async settle(session: Database): Promise<void> {
    const rows = await session
      .selectFrom("pending_release")
      .select("app")
      .where("state", "<>", "failed")
      .execute();
    for (const { app } of rows) {
      const pending = await readPending(session, app);
      if (pending) await this.#settle(session, pending);
    }
  }

  async #settle(session: Database, pending: PendingRelease): Promise<void> {
    const tasks = await tasksBefore(session, pending.app, pending.base + 1);
    const failed = tasks.find(({ state }) => state === "failed");
    if (pending.state === "clearing" || failed) {
      await this.#clear(session, pending, failed?.message ?? undefined);
    } else if (tasks.every(({ state }) => state === "done")) {
      await this.#publish(session, pending);
    }
  }

  async #publish(session: Database, pending: PendingRelease): Promise<void> {
    const { createdBy: userId, locale, timeZone } = pending;
    try {
      const release = await publishPending(
        session,
        pending,
        this.#options.context({ userId, locale, timeZone }),
      );
      this.#options.accept(release);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await this.#clear(session, pending, error.text);
    }
  }

  /** Takes away what was prepared. Every step may run again: a crash in the middle leaves `clearing`. */
  async #clear(session: Database, pending: PendingRelease, reason: LocalizedText | undefined): Promise<void> {
    const { app, base } = pending;
    await markPending(session, app, "clearing", reason);
    const tasks = await tasksBefore(session, app, base + 1);
    for (const { task } of tasks) {
      if (task.kind === "conversion") await removeShadow(session, app, task);
      if (task.kind === "index") await dropIndex(session, app, task.name);
    }
    for (const { id, state } of tasks)
      if (state !== "failed") await saveTask(session, id, { state: "failed" });
    await markPending(session, app, "failed");
  }
}

async function removeShadow(session: Database, app: string, task: ConversionTask): Promise<void> {
  const table = tableName(app, task.table);
  const statements = [
    ...dropSync(app, task),
    `alter table if exists ${table} drop column if exists ${quoteIdentifier(task.shadow)}`,
  ];
  for (const statement of statements) await whenUnlocked(session, statement);
  await session.deleteFrom("conversion_row").where("app", "=", app).where("task", "=", task.name).execute();
}

async function whenUnlocked(session: Database, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.transaction().execute(async (transaction) => {
        await sql`set local lock_timeout = '700ms'`.execute(transaction);
        await sql.raw(statement).execute(transaction);
      });
      return;
    } catch (error) {
      const code = errorCode(error);
      if ((code !== "55P03" && code !== "40P01") || attempt === LOCK_TRIES) throw error;
      await pause(LOCK_PAUSE_MS);
    }
  }
}
