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
}

/** What an import begins with. */
export type NewImport = Pick<
  ImportRecord,
  "id" | "app" | "fileName" | "size" | "encoding" | "status" | "sheets" | "createdBy" | "createdAt"
>;

/** What moves while an import is checked and run. */
export type ImportProgress = Partial<
  Pick<ImportRecord, "status" | "plan" | "counts" | "processed" | "cancelAsked" | "error">
>;

/** One complaint about one row of the file; `cell` counts columns from 0 and is null for the row as a whole. */
export interface ImportComplaint {
  readonly row: number;
  readonly cell: number | null;
  readonly label: string | null;
  readonly value: string;
  readonly message: LocalizedText;
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

  /** Notes progress and announces it. */
  async note(app: string, id: string, progress: ImportProgress): Promise<void> {
    const { status, plan, counts, processed, cancelAsked, error } = progress;
    await this.#db
      .updateTable("import")
      .set({
        ...(status === undefined ? {} : { status }),
        ...(plan === undefined ? {} : { plan: JSON.stringify(plan) }),
        ...(counts === undefined ? {} : { counts: counts === null ? null : JSON.stringify(counts) }),
        ...(processed === undefined ? {} : { processed }),
        ...(cancelAsked === undefined ? {} : { cancel_asked: cancelAsked }),
        ...(error === undefined ? {} : { error: error === null ? null : JSON.stringify(error) }),
      })
      .where("id", "=", id)
      .execute();
    await sql`select pg_notify(${IMPORT_CHANNEL}, ${JSON.stringify({ app, id })})`.execute(this.#db);
  }

  /** Moves an import from one of the given states to another; false when it is in none of them. */
  async move(id: string, from: readonly string[], to: string): Promise<boolean> {
    const moved = await this.#db
      .updateTable("import")
      .set({ status: to, cancel_asked: false, error: null })
      .where("id", "=", id)
      .where("status", "in", from)
      .returning("id")
      .executeTakeFirst();
    return moved !== undefined;
  }

  /** Notes how far a pass is and announces it, in one statement; true when somebody has asked it to stop. */
  async advance(
    app: string,
    id: string,
    { counts, processed }: { readonly counts: unknown; readonly processed: number },
  ): Promise<boolean> {
    const { rows } = await sql<{ cancel_asked: boolean }>`
      ${PREPARED} with noted as (
        update mortise.import set counts = ${JSON.stringify(counts)}::jsonb, processed = ${processed}
        where id = ${id}::uuid returning cancel_asked
      )
      select cancel_asked, pg_notify(${IMPORT_CHANNEL}, ${JSON.stringify({ app, id })}) from noted`.execute(
      this.#db,
    );
    return rows[0]?.cancel_asked === true;
  }

  /** Forgets the complaints of an earlier check or run. */
  async clearComplaints(id: string): Promise<void> {
    await this.#db.deleteFrom("import_error").where("import", "=", id).execute();
  }

  /** Keeps complaints, a few statements for any number. */
  async complain(id: string, complaints: readonly ImportComplaint[]): Promise<void> {
    if (complaints.length === 0) return;
    await sql`insert into mortise.import_error (import, row, cell, label, value, message)
      select ${id}::uuid, (c->>'row')::integer, (c->>'cell')::integer, c->>'label', c->>'value', c->'message'
      from jsonb_array_elements(${JSON.stringify(complaints)}::jsonb) as c`.execute(this.#db);
  }

  /** Complaints in the order of the file, from the given row on. */
  async complaints(
    id: string,
    page: { readonly fromRow: number; readonly limit: number },
  ): Promise<readonly ImportComplaint[]> {
    const rows = await this.#db
      .selectFrom("import_error")
      .select(["row", "cell", "label", "value", "message"])
      .where("import", "=", id)
      .where("row", ">=", page.fromRow)
      .orderBy("row")
      .orderBy("sequence")
      .limit(page.limit)
      .execute();
    return rows;
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
  };
}
