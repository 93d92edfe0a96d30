import type { Clock } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit/audit-log.ts";
import { exportStampChanged } from "../errors.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** What exported files say of who took them out and when. */
export interface ExportStamp {
  /** On a sheet of its own, behind the others. */
  readonly sheet: boolean;
  /** Below each printed page. */
  readonly footer: boolean;
  /** A text of the company's, such as a degree of confidentiality; empty for none. */
  readonly note: string;
  /** 0 until somebody has set it. */
  readonly revision: number;
}

const NONE: ExportStamp = { sheet: false, footer: false, note: "", revision: 0 };

/** The stamp on exported files: one for the whole installation, set by administrators, each change written down. */
export class ExportStamps {
  readonly #db: Kysely<SystemDatabase>;
  readonly #clock: Clock;

  constructor(db: Kysely<SystemDatabase>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** The one in force. */
  async current(): Promise<ExportStamp> {
    const { rows } = await sql<ExportStamp>`
      select sheet, footer, note, revision from mortise.export_stamp`.execute(this.#db);
    return rows[0] ?? NONE;
  }

  /** Sets it, over the revision that was read; STORE_EXPORT_STAMP_CHANGED when somebody was faster. */
  async save(actor: Actor, { sheet, footer, note, revision }: ExportStamp): Promise<ExportStamp> {
    const at = this.#clock.now();
    return this.#db.transaction().execute(async (db) => {
      const before = await new ExportStamps(db, this.#clock).current();
      const { rows } = await sql<ExportStamp>`
        insert into mortise.export_stamp as s (sheet, footer, note, updated_by, updated_at)
        values (${sheet}, ${footer}, ${note}, ${actor.userId}::uuid, ${at.toISOString()}::timestamptz)
        on conflict (sole) do update set sheet = excluded.sheet, footer = excluded.footer, note = excluded.note,
          revision = s.revision + 1, updated_by = excluded.updated_by, updated_at = excluded.updated_at
        where s.revision = ${revision}
        returning sheet, footer, note, revision`.execute(db);
      const [saved] = rows;
      if (!saved) throw exportStampChanged();
      const was = { sheet: before.sheet, footer: before.footer, note: before.note };
      const details = { sheet, footer, note, before: was };
      await writeAudit(db, { kind: "export-stamp", actor: actor.userId, at, details });
      return saved;
    });
  }
}
