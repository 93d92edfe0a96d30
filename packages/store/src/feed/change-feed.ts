import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";
import type { ChangeNotice } from "./change-notice.ts";

/** What happened after a position: the announcements, or that they are not all known any more. */
export type Missed =
  | { readonly kind: "changes"; readonly notices: readonly ChangeNotice[]; readonly position: string }
  | { readonly kind: "unknown"; readonly position: string };

/** Announcements that one catching-up hands out; whoever missed more had better read everything again. */
const MOST_NOTICES = 2_000;
const KEPT_HOURS = 24;
const KEPT_ROWS = 200_000;

/**
 * The announcements of the last day, for listeners that were cut off. They are written in the transaction they
 * announce. A position is a transaction number below which everything has ended: commits that come later, in whatever
 * order, lie above it. So nothing after a position is ever missed, and some of it may be told twice.
 */
export class ChangeFeed {
  readonly #db: Kysely<SystemDatabase>;

  constructor(db: Kysely<SystemDatabase>) {
    this.#db = db;
  }

  /**
   * Where the feed stands now: `since` of it tells everything committed from here on. As long as work that began
   * earlier is open on the server, in whichever database, it also tells what was committed beside that work.
   */
  async position(): Promise<string> {
    return (await this.#standing()).position;
  }

  /** What was committed after a position; `unknown` when it is no position of this feed or lies too far back. */
  async since(position: string): Promise<Missed> {
    const now = await this.#standing();
    const isOurs = /^\d{1,19}$/.test(position) && BigInt(position) <= BigInt(now.position);
    if (!isOurs || BigInt(position) <= BigInt(now.floor)) return { kind: "unknown", position: now.position };
    const { rows } = await sql<{ notice: ChangeNotice }>`
      select notice from mortise.change_feed where transaction >= ${position}::xid8
      order by sequence limit ${MOST_NOTICES + 1}`.execute(this.#db);
    if (rows.length > MOST_NOTICES) return { kind: "unknown", position: now.position };
    return { kind: "changes", notices: rows.map((row) => row.notice), position: now.position };
  }

  /** Forgets what is older than a day, and the oldest beyond 200,000; answers how many. */
  async prune(): Promise<number> {
    const { rows } = await sql<{ gone: number }>`
      with gone as (
        delete from mortise.change_feed
        where at < clock_timestamp() - make_interval(hours => ${KEPT_HOURS})
          or sequence <= (select max(sequence) from mortise.change_feed) - ${KEPT_ROWS}
        returning transaction
      ), floor as (
        update mortise.change_feed_floor as f set transaction = greatest(f.transaction, g.transaction)
        from (select transaction from gone order by transaction desc limit 1) as g
      )
      select count(*)::int as gone from gone`.execute(this.#db);
    return rows[0]?.gone ?? 0;
  }

  async #standing(): Promise<{ readonly position: string; readonly floor: string }> {
    const { rows } = await sql<{ position: string; floor: string }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as position,
        (select transaction::text from mortise.change_feed_floor) as floor`.execute(this.#db);
    return rows[0] ?? { position: "0", floor: "0" };
  }
}
