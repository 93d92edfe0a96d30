import type { JsonObject } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/** A link by which people without an account look at a dashboard, as it is kept. */
export interface BoardLinkRow {
  readonly id: string;
  readonly app: string;
  readonly dashboard: string;
  /** Whose rights the figures are read with. */
  readonly account: string;
  readonly accountName: string;
  readonly name: string;
  /** Filters of the bar that the link sets for good, by id. */
  readonly choices: JsonObject;
  /** What is kept of the password; null where none is asked for. */
  readonly password: Buffer | null;
  readonly expiresAt: Date | null;
  /** Hosts whose pages may show the dashboard in a frame. */
  readonly hosts: readonly string[];
  /** Whether figures may be taken out as files. */
  readonly exports: boolean;
  readonly createdAt: Date;
  readonly opens: number;
  readonly openedAt: Date | null;
}

/** What a new link is made of. */
export type NewBoardLink = Omit<BoardLinkRow, "accountName" | "opens" | "openedAt">;

/** The links of dashboards that are in force; those taken back are kept for the record and never answered. */
export class BoardLinkRows {
  readonly #db: Kysely<SystemDatabase>;

  constructor(db: Kysely<SystemDatabase>) {
    this.#db = db;
  }

  /** The link, unless it has been taken back. */
  async get(id: string): Promise<BoardLinkRow | undefined> {
    const [row] = await this.#read(sql`l.id = ${id}::uuid`);
    return row;
  }

  /** The links of an app, or of one of its dashboards, the newest first. */
  async list(app: string, dashboard?: string): Promise<readonly BoardLinkRow[]> {
    return await this.#read(
      dashboard === undefined ? sql`l.app = ${app}` : sql`l.app = ${app} and l.dashboard = ${dashboard}`,
    );
  }

  /** Keeps a new link. */
  async add(db: Kysely<SystemDatabase>, link: NewBoardLink): Promise<void> {
    const { id, app, dashboard, account, name, choices, password, expiresAt, hosts, exports } = link;
    await sql`insert into mortise.board_link
        (id, app, dashboard, account, name, choices, password, expires_at, hosts, exports, created_at)
      values (${id}::uuid, ${app}, ${dashboard}, ${account}::uuid, ${name}, ${JSON.stringify(choices)}::jsonb,
        ${password}, ${expiresAt}, ${[...hosts]}::text[], ${exports}, ${link.createdAt})`.execute(db);
  }

  /** Takes a link back; false when it is not in force. */
  async revoke(db: Kysely<SystemDatabase>, id: string, at: Date): Promise<boolean> {
    const { numAffectedRows } = await sql`update mortise.board_link set revoked_at = ${at}
      where id = ${id}::uuid and revoked_at is null`.execute(db);
    return (numAffectedRows ?? 0n) > 0n;
  }

  /** Counts that somebody opened it. */
  async noteOpening(id: string, at: Date): Promise<void> {
    await sql`update mortise.board_link set opens = opens + 1, opened_at = ${at} where id = ${id}::uuid`.execute(
      this.#db,
    );
  }

  async #read(condition: ReturnType<typeof sql>): Promise<readonly BoardLinkRow[]> {
    const { rows } = await sql<Stored>`
      select l.id, l.app, l.dashboard, l.account, a.name as "accountName", l.name, l.choices, l.password,
        l.expires_at as "expiresAt", l.hosts, l.exports, l.created_at as "createdAt", l.opens::text as opens,
        l.opened_at as "openedAt"
      from mortise.board_link l join mortise.account a on a.id = l.account
      where ${condition} and l.revoked_at is null order by l.created_at desc, l.id`.execute(this.#db);
    const date = (text: string | null) => (text === null ? null : new Date(text));
    return rows.map((row) => ({
      ...row,
      opens: Number(row.opens),
      expiresAt: date(row.expiresAt),
      createdAt: new Date(row.createdAt),
      openedAt: date(row.openedAt),
    }));
  }
}

/** As the database writes it. */
type Stored = Omit<BoardLinkRow, "opens" | "expiresAt" | "createdAt" | "openedAt"> & {
  readonly opens: string;
  readonly expiresAt: string | null;
  readonly createdAt: string;
  readonly openedAt: string | null;
};
