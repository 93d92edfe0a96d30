import type { LocalizedText } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import { holdWork, isWorkHeld } from "../journal/held-work.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** What is kept of an export besides its file; the forms engine knows the shape of the request. */
export interface ExportRecord {
  readonly id: string;
  readonly app: string;
  readonly entity: string;
  readonly request: unknown;
  /** `waiting`, `running`, `done`, `failed`, `cancelled`, `expired`. */
  readonly status: string;
  readonly fileName: string;
  readonly total: number | null;
  readonly processed: number;
  readonly shortened: number;
  readonly size: number | null;
  readonly error: LocalizedText | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly finishedAt: string | null;
}

/** What an export begins with. */
export type NewExport = Pick<
  ExportRecord,
  "id" | "app" | "entity" | "request" | "fileName" | "createdAt" | "createdBy"
>;

/** What moves while an export goes on. */
export type ExportProgress = Partial<
  Pick<ExportRecord, "status" | "total" | "processed" | "shortened" | "size" | "error" | "finishedAt">
>;

/** State and progress of exports. */
export class ExportJournal {
  readonly #db: Kysely<SystemDatabase>;

  constructor(db: Kysely<SystemDatabase>) {
    this.#db = db;
  }

  /** Keeps a new export; it waits to be done. */
  async add({ id, app, entity, request, fileName, createdAt, createdBy }: NewExport): Promise<void> {
    await this.#db
      .insertInto("export")
      .values({
        id,
        app,
        entity,
        request: JSON.stringify(request),
        status: "waiting",
        file_name: fileName,
        created_at: createdAt,
        created_by: createdBy,
      })
      .execute();
  }

  /** The export with that id, if that person asked for it. */
  async find(app: string, id: string, by: string): Promise<ExportRecord | undefined> {
    const row = await this.#select()
      .where("app", "=", app)
      .where("id", "=", id)
      .where("created_by", "=", by)
      .executeTakeFirst();
    return row && toRecord(row);
  }

  /** The newest exports that a person asked for. */
  async list(app: string, by: string, limit: number): Promise<readonly ExportRecord[]> {
    const rows = await this.#select()
      .where("app", "=", app)
      .where("created_by", "=", by)
      .orderBy("created_at", "desc")
      .limit(limit)
      .execute();
    return rows.map(toRecord);
  }

  /** Exports of the whole installation in some states, oldest first: for those who carry them out and tidy up. */
  async inStates(states: readonly string[], finishedBefore?: Date): Promise<readonly ExportRecord[]> {
    const all = this.#select().where("status", "in", states).orderBy("created_at").limit(1000);
    const some = finishedBefore ? all.where("finished_at", "<", finishedBefore.toISOString()) : all;
    return (await some.execute()).map(toRecord);
  }

  /** Notes progress; true when somebody has asked the export to stop. */
  async note(id: string, progress: ExportProgress): Promise<boolean> {
    const { status, total, processed, shortened, size, error, finishedAt } = progress;
    const noted = await this.#db
      .updateTable("export")
      .set({
        ...(status === undefined ? {} : { status }),
        ...(total === undefined ? {} : { total }),
        ...(processed === undefined ? {} : { processed }),
        ...(shortened === undefined ? {} : { shortened }),
        ...(size === undefined ? {} : { size }),
        ...(error === undefined ? {} : { error: error === null ? null : JSON.stringify(error) }),
        ...(finishedAt === undefined ? {} : { finished_at: finishedAt }),
      })
      .where("id", "=", id)
      .returning("cancel_asked")
      .executeTakeFirst();
    // Gone with its app or person: nobody waits for it.
    return noted === undefined || noted.cancel_asked;
  }

  /** Asks whoever works on an export to stop. */
  async askToCancel(id: string): Promise<void> {
    await this.#db.updateTable("export").set({ cancel_asked: true }).where("id", "=", id).execute();
  }

  /** Removes what is known of exports that ended long ago. */
  async forget(endedBefore: Date): Promise<void> {
    await sql`delete from mortise.export where finished_at < ${endedBefore.toISOString()}::timestamptz`.execute(
      this.#db,
    );
  }

  /** See `holdWork`. */
  async hold<T>(id: string, work: () => Promise<T>): Promise<T | undefined> {
    return holdWork(this.#db, id, work);
  }

  /** Whether some living process works on the export. */
  async isHeld(id: string): Promise<boolean> {
    return isWorkHeld(this.#db, id);
  }

  #select() {
    return this.#db.selectFrom("export").selectAll();
  }
}

interface ExportRow {
  readonly id: string;
  readonly app: string;
  readonly entity: string;
  readonly request: unknown;
  readonly status: string;
  readonly file_name: string;
  readonly total: number | null;
  readonly processed: number;
  readonly shortened: number;
  readonly size: string | null;
  readonly error: LocalizedText | null;
  readonly created_at: string;
  readonly created_by: string;
  readonly finished_at: string | null;
}

function toRecord(row: ExportRow): ExportRecord {
  return {
    id: row.id,
    app: row.app,
    entity: row.entity,
    request: row.request,
    status: row.status,
    fileName: row.file_name,
    total: row.total,
    processed: row.processed,
    shortened: row.shortened,
    size: row.size === null ? null : Number(row.size),
    error: row.error,
    createdAt: row.created_at,
    createdBy: row.created_by,
    finishedAt: row.finished_at,
  };
}
