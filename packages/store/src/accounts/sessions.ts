import { type Clock, newId } from "@mortise/kit";
import type { Kysely } from "kysely";
import { type AccessListener, announceAccess, nobody } from "./access-notice.ts";
import type { ViewAs } from "./view-as.ts";
import type { SystemDatabase } from "../system-schema.ts";

const DAYS = 14;

/** Signed-in browsers. A session that was ended is refused at the very next call. */
export class Sessions {
  readonly #db: Kysely<SystemDatabase>;
  readonly #clock: Clock;
  readonly #changed: AccessListener;

  constructor(db: Kysely<SystemDatabase>, clock: Clock, changed: AccessListener = nobody) {
    this.#db = db;
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Opens a session of 14 days. */
  async open(account: string, userAgent: string | undefined): Promise<string> {
    const id = newId();
    const expires = new Date(this.#clock.now().getTime() + DAYS * 86_400_000).toISOString();
    await this.#db
      .insertInto("session")
      .values({ id, account, expires_at: expires, user_agent: userAgent?.slice(0, 300) ?? null })
      .execute();
    return id;
  }

  /** Ends a session. */
  async close(id: string): Promise<void> {
    const closed = await this.#db
      .deleteFrom("session")
      .where("id", "=", id)
      .returning("account")
      .executeTakeFirst();
    if (!closed) return;
    this.#changed(closed.account);
    await announceAccess(this.#db, closed.account);
  }

  /** Has a session see the product as somebody else, or as its own account again; others learn of it at once. */
  async viewAs(id: string, view: ViewAs | null): Promise<void> {
    const changed = await this.#db
      .updateTable("session")
      .set({ view_as: view === null ? null : JSON.stringify(view) })
      .where("id", "=", id)
      .returning("account")
      .executeTakeFirst();
    if (!changed) return;
    this.#changed(changed.account);
    await announceAccess(this.#db, changed.account);
  }

  /** Forgets sessions and one-time links whose time is over. */
  async sweep(): Promise<void> {
    const now = this.#clock.now().toISOString();
    await this.#db.deleteFrom("session").where("expires_at", "<", now).execute();
    await this.#db.deleteFrom("invite").where("expires_at", "<", now).execute();
  }
}
