import type { LocalizedText } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import { holdWork, isWorkHeld } from "../journal/held-work.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** Announces progress: `{ app, id }` of the import that moved. */
export const IMPORT_CHANNEL = "mortise_import";

/** What is kept of an import besides the file; the forms engine knows the shapes inside. */
export interface ImportRecord {
  readonly id: string;
  readonly app: string;
  readonly fileName: string;
  readonly size: number;
  readonly encoding: string | null;
  readonly status: string;
  readonly sheets: unknown;
  readonly plan: unknown;
  readonly counts: unknown;
  readonly processed: number;
  readonly cancelAsked: boolean;
  readonly error: LocalizedText | null;
  readonly createdAt: string;
  readonly createdBy: string | null;
  /** Who started the check, run or undo under way: it goes on in their name. */
  readonly startedBy: string | null;
  /** Row of the file up to which everything has been dealt with. */
  readonly settledRow: number | null;
  readonly undoMode: string | null;
  /** What the import made besides rows. */
  readonly made: unknown;
  /** What is known of the files beside the list; null when none came. */
  readonly files: unknown;
  /** Whether it was run, and not only checked, since it got its plan. */
  readonly isRun: boolean;
}

/** What an import begins with. */
export type NewImport = Pick<
  ImportRecord,
  "id" | "app" | "fileName" | "size" | "encoding" | "status" | "sheets" | "createdBy" | "createdAt"
>;

/** What moves while an import is checked and run. */
export type ImportProgress = Partial<
  Pick<
    ImportRecord,
    | "status"
    | "plan"
    | "counts"
    | "processed"
    | "cancelAsked"
    | "error"
    | "startedBy"
    | "settledRow"
    | "undoMode"
    | "made"
    | "files"
    | "isRun"
  >
>;

/** States in which a process works on an import. */
export const ACTIVE_IMPORTS = ["checking", "running", "undoing"] as const;

/** How far a pass is. */
export interface ImportAdvance {
  readonly counts: unknown;
  readonly processed: number;
  readonly settledRow: number;
  /** The attempt that goes on: a later one has taken over when the import has another. */
  readonly attempt: number;
}

/** One complaint about one row of the file; `cell` counts columns from 0 and is null for the row as a whole. */
export interface ImportComplaint {
  readonly row: number;
  readonly cell: number | null;
  readonly label: string | null;
  readonly value: string;
  readonly message: LocalizedText;
  /** The sheet it stands on, where it is not that of the plan. */
  readonly sheet?: number | null;
  /** There: the row of the record that it belongs to. */
  readonly head?: number | null;
  /** The row was imported all the same, without this cell. */
  readonly imported?: boolean;
}

/** Most complaints kept per import. */
export const MAX_COMPLAINTS = 100_000;

/** State, progress and failed rows of imports. */
export class ImportJournal {
  readonly #db: Kysely<SystemDatabase>;

  constructor(db: Kysely<SystemDatabase>) {
    this.#db = db;
  }

  /** Keeps a new import. */
  async add(entry: NewImport): Promise<void> {
    await this.#db
      .insertInto("import")
      .values({
        id: entry.id,
        app: entry.app,
        file_name: entry.fileName,
        size: entry.size,
        encoding: entry.encoding,
        status: entry.status,
        sheets: JSON.stringify(entry.sheets),
        created_at: entry.createdAt,
        created_by: entry.createdBy,
      })
      .execute();
  }

  /** The import of an app with that id. */
  async find(app: string, id: string): Promise<ImportRecord | undefined> {
    const row = await this.#select().where("app", "=", app).where("id", "=", id).executeTakeFirst();
    return row && toRecord(row);
  }

  /** The newest imports of an app, those of one person only when a person is named. */
  async list(app: string, by: string | null, limit: number): Promise<readonly ImportRecord[]> {
    const all = this.#select().where("app", "=", app).orderBy("created_at", "desc").limit(limit);
    const rows = await (by === null ? all : all.where("created_by", "=", by)).execute();
    return rows.map(toRecord);
  }

  /** Imports that some process works on, or did until it ended. */
  async active(): Promise<readonly ImportRecord[]> {
    return (await this.#select().where("status", "in", ACTIVE_IMPORTS).orderBy("id").execute()).map(toRecord);
  }

  /** Notes progress and announces it. */
  async note(app: string, id: string, progress: ImportProgress): Promise<void> {
    await this.#db.updateTable("import").set(columnsOf(progress)).where("id", "=", id).execute();
    await sql`select pg_notify(${IMPORT_CHANNEL}, ${JSON.stringify({ app, id })})`.execute(this.#db);
  }

  /** Moves an import from one of the given states to another, with what else is noted then; false when it is in none of them. */
  async move(id: string, from: readonly string[], to: ImportProgress & { status: string }): Promise<boolean> {
    const moved = await this.#db
      .updateTable("import")
      .set({ ...columnsOf({ cancelAsked: false, error: null, ...to }) })
      .where("id", "=", id)
      .where("status", "in", from)
      .returning("id")
      .executeTakeFirst();
    return moved !== undefined;
  }

  /** Begins to work on an import that is held: whoever did before and does not know yet is told by `advance`. */
  async beginAttempt(id: string): Promise<ImportRecord & { readonly attempt: number }> {
    const row = await this.#db
      .updateTable("import")
      .set({ attempt: sql`attempt + 1` })
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return { ...toRecord(row), attempt: row.attempt };
  }

  /**
   * Notes how far a pass is and announces it, in one statement: `stop` when somebody has asked for it, `taken` when
   * another process has taken over.
   */
  async advance(
    app: string,
    id: string,
    { counts, processed, settledRow, attempt }: ImportAdvance,
  ): Promise<"go-on" | "stop" | "taken"> {
    const { rows } = await sql<{ cancel_asked: boolean }>`
      ${PREPARED} with noted as (
        update mortise.import
        set counts = ${JSON.stringify(counts)}::jsonb, processed = ${processed}, settled_row = ${settledRow}
        where id = ${id}::uuid and attempt = ${attempt} returning cancel_asked
      )
      select cancel_asked, pg_notify(${IMPORT_CHANNEL}, ${JSON.stringify({ app, id })}) from noted`.execute(
      this.#db,
    );
    const [noted] = rows;
    return noted ? (noted.cancel_asked ? "stop" : "go-on") : "taken";
  }

  /** What the change-sets of an import say of themselves (see `Cause.details`), in the order they were written. */
  async writtenDetails(app: string, id: string): Promise<readonly unknown[]> {
    const { rows } = await sql<{ details: unknown }>`
      select details from mortise.change_set
      where app = ${app} and cause = 'import' and cause_id = ${id} and details is not null order by id`.execute(
      this.#db,
    );
    return rows.map(({ details }) => details);
  }

  /** Forgets complaints about rows below the given one; tells how many others there are. */
  async clearComplaints(id: string, below = -1): Promise<number> {
    await sql`delete from mortise.import_error
      where import = ${id}::uuid and coalesce(head, row) > ${below}`.execute(this.#db);
    if (below < 0) return 0;
    const { rows } = await sql<{ count: string }>`
      select count(*) from mortise.import_error where import = ${id}::uuid`.execute(this.#db);
    return Number(rows[0]?.count ?? 0);
  }

  /** Keeps complaints, a few statements for any number. */
  async complain(id: string, complaints: readonly ImportComplaint[]): Promise<void> {
    if (complaints.length === 0) return;
    await sql`insert into mortise.import_error (import, row, cell, label, value, message, imported, sheet, head)
      select ${id}::uuid, (c->>'row')::integer, (c->>'cell')::integer, c->>'label', c->>'value', c->'message',
        coalesce((c->>'imported')::boolean, false), (c->>'sheet')::integer, (c->>'head')::integer
      from jsonb_array_elements(${JSON.stringify(complaints)}::jsonb) as c`.execute(this.#db);
  }

  /** Whether some cells were left out of rows that were imported. */
  async hasImported(id: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom("import_error")
      .select("row")
      .where("import", "=", id)
      .where("imported", "=", true)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Complaints in the order of the file, from the given row on; of one sheet when one is named (null is that of the plan). */
  async complaints(
    id: string,
    page: { readonly fromRow: number; readonly limit: number; readonly sheet?: number | null },
  ): Promise<readonly ImportComplaint[]> {
    const all = this.#db
      .selectFrom("import_error")
      .select(["row", "cell", "label", "value", "message", "imported", "sheet"])
      .where("import", "=", id)
      .where("row", ">=", page.fromRow)
      .orderBy("row")
      .orderBy("sequence")
      .limit(page.limit);
    const { sheet } = page;
    return sheet === undefined ? all.execute() : all.where("sheet", "is not distinct from", sheet).execute();
  }

  /** See `holdWork`. */
  async hold<T>(id: string, work: () => Promise<T>): Promise<T | undefined> {
    return holdWork(this.#db, id, work);
  }

  /** Whether some living process works on the import. */
  async isHeld(id: string): Promise<boolean> {
    return isWorkHeld(this.#db, id);
  }

  #select() {
    return this.#db.selectFrom("import").selectAll();
  }
}

interface ImportRow {
  readonly id: string;
  readonly app: string;
  readonly file_name: string;
  readonly size: string;
  readonly encoding: string | null;
  readonly status: string;
  readonly sheets: unknown;
  readonly plan: unknown;
  readonly counts: unknown;
  readonly processed: number;
  readonly cancel_asked: boolean;
  readonly error: LocalizedText | null;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly started_by: string | null;
  readonly settled_row: number | null;
  readonly undo_mode: string | null;
  readonly made: unknown;
  readonly files: unknown;
  readonly is_run: boolean;
}

function columnsOf(progress: ImportProgress) {
  const { status, plan, counts, processed, cancelAsked, error, startedBy, settledRow, undoMode } = progress;
  const { made, files, isRun } = progress;
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return {
    ...(status === undefined ? {} : { status }),
    ...(plan === undefined ? {} : { plan: JSON.stringify(plan) }),
    ...(counts === undefined ? {} : { counts: json(counts) }),
    ...(processed === undefined ? {} : { processed }),
    ...(cancelAsked === undefined ? {} : { cancel_asked: cancelAsked }),
    ...(error === undefined ? {} : { error: json(error) }),
    ...(startedBy === undefined ? {} : { started_by: startedBy }),
    ...(settledRow === undefined ? {} : { settled_row: settledRow }),
    ...(undoMode === undefined ? {} : { undo_mode: undoMode }),
    ...(made === undefined ? {} : { made: json(made) }),
    ...(files === undefined ? {} : { files: json(files) }),
    ...(isRun === undefined ? {} : { is_run: isRun }),
  };
}

function toRecord(row: ImportRow): ImportRecord {
  return {
    id: row.id,
    app: row.app,
    fileName: row.file_name,
    size: Number(row.size),
    encoding: row.encoding,
    status: row.status,
    sheets: row.sheets,
    plan: row.plan,
    counts: row.counts,
    processed: row.processed,
    cancelAsked: row.cancel_asked,
    error: row.error,
    createdAt: row.created_at,
    createdBy: row.created_by,
    startedBy: row.started_by,
    settledRow: row.settled_row,
    undoMode: row.undo_mode,
    made: row.made,
    files: row.files,
    isRun: row.is_run,
  };
}
