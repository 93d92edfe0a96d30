import { type Kysely, sql, type Transaction } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/** Channel that says that people came, went or chose something else in the drafts of an app; the payload is its id. */
export const SEAT_CHANNEL = "mortise_seat";

/** How long a seat is kept without a word from its browser. */
const LEASE = sql`interval '8 seconds'`;

/** A browser window in which somebody has the drafts of an app open. */
export interface DraftSeat {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  /** The document that is open, by its key. */
  readonly document: string | null;
  /** What is chosen in it, such as an item of a form. */
  readonly element: string | null;
}

/** What a window says about itself. */
export interface SeatReport {
  readonly id: string;
  readonly document: string | null;
  readonly element: string | null;
  /** Takes the element over from whoever chose it first. */
  readonly takesOver: boolean;
}

/**
 * Who has the drafts of an app open, and what they are at. Seats are leases that windows renew, by the clock of the
 * database, which all processes share. Whoever chose an element first holds it; that is a courtesy among people: saving
 * is decided by revisions. Builders only: the caller's to guard.
 */
export class DraftSeats {
  readonly #db: Kysely<SystemDatabase>;

  constructor(db: Kysely<SystemDatabase>) {
    this.#db = db;
  }

  /** Takes or renews a seat; answers all seats of the app, those that chose their element first in front. */
  async report(app: string, account: string, report: SeatReport): Promise<readonly DraftSeat[]> {
    return this.#db.transaction().execute(async (transaction) => {
      const gone = await transaction
        .deleteFrom("draft_seat")
        .where("app", "=", app)
        .where("until", "<", sql<string>`now()`)
        .executeTakeFirstOrThrow();
      const isNews = await takeSeat(transaction, { app, account }, report);
      if (isNews || gone.numDeletedRows > 0n) await announce(transaction, app);
      return seatsOf(transaction, app);
    });
  }

  /** Gives a seat up. */
  async leave(app: string, account: string, id: string): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom("draft_seat")
        .where("id", "=", id)
        .where("app", "=", app)
        .where("account", "=", account)
        .executeTakeFirstOrThrow();
      if (numDeletedRows > 0n) await announce(transaction, app);
    });
  }
}

/** Writes a seat down; answers whether others have to hear of it. */
async function takeSeat(
  db: Transaction<SystemDatabase>,
  { app, account }: { readonly app: string; readonly account: string },
  { id, document, element, takesOver }: SeatReport,
): Promise<boolean> {
  const before = await db
    .selectFrom("draft_seat")
    .select(["document", "element"])
    .where("id", "=", id)
    .where("account", "=", account)
    .where("app", "=", app)
    .forUpdate()
    .executeTakeFirst();
  const isSame = before?.document === document && before.element === element;
  const until = sql<string>`now() + ${LEASE}`;
  // One who takes over stands before all others at the element.
  const chosen = takesOver
    ? sql<string>`coalesce((select min(chosen_at) from mortise.draft_seat
        where app = ${app} and document = ${document} and element = ${element}), now()) - interval '1 millisecond'`
    : sql<string>`now()`;
  const place = isSame && !takesOver ? { until } : { document, element, chosen_at: chosen, until };
  await db
    .insertInto("draft_seat")
    .values({ id, app, account, document, element, chosen_at: chosen, until })
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet(place)
        .where("draft_seat.account", "=", account)
        .where("draft_seat.app", "=", app),
    )
    .execute();
  return !isSame || takesOver;
}

async function seatsOf(db: Transaction<SystemDatabase>, app: string): Promise<readonly DraftSeat[]> {
  return db
    .selectFrom("draft_seat as s")
    .innerJoin("account as p", "p.id", "s.account")
    .select(["s.id", "s.account", "p.name", "s.document", "s.element"])
    .where("s.app", "=", app)
    .orderBy("s.chosen_at")
    .orderBy("s.id")
    .execute();
}

async function announce(db: Transaction<SystemDatabase>, app: string): Promise<void> {
  await sql`select pg_notify(${SEAT_CHANNEL}, ${app})`.execute(db);
}
