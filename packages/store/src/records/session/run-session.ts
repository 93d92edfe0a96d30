import { internalError, newId } from "@mortise/kit";
import type { ControlledTransaction, Kysely } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { Actor } from "../../actor.ts";
import { announceChanges } from "../../feed/change-notice.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { Cause } from "../record-command.ts";
import { writeTransaction } from "./write-transaction.ts";
import { type BulkWrite, takeNotices, type WriteSession } from "./write-session.ts";

/** Who opens a session, why, and how it stands to others; see `ExecuteOptions`. */
export interface SessionOpener {
  readonly actor: Actor;
  readonly cause: Cause;
  readonly turn?: Promise<unknown> | undefined;
  readonly lasting?: boolean;
}

type Work<T> = (session: WriteSession) => Promise<T>;

/** Runs work in one transaction with one change-set, and announces what it wrote when it commits. */
export async function runSession<T>(
  context: GatewayContext,
  opener: SessionOpener,
  work: Work<T>,
): Promise<T> {
  const bulk = new Map<string, BulkWrite>();
  const { turn } = opener;
  const run = async (session: WriteSession): Promise<T> => {
    const result = await work(session);
    await session.turn;
    await announceChanges(session.db, takeNotices(session));
    return result;
  };
  const done = turn
    ? await inTurn(context, turn, (source) => run(openSession(context, opener, { ...source, bulk })))
    : await context.db
        .transaction()
        .execute((db) => run(openSession(context, opener, { db: () => db, turn, bulk })));
  for (const [key, { table, rows, hasKeys }] of bulk) {
    context.statistics.note(table, rows);
    if (!hasKeys) continue;
    context.searchTidy.note(key, rows);
    await context.searchTidy.room(key);
  }
  return done;
}

/** What a session writes with: there once it is its turn. */
interface SessionSource {
  readonly db: () => Kysely<SystemDatabase>;
  readonly turn: Promise<unknown> | undefined;
}

function openSession(
  context: GatewayContext,
  opener: SessionOpener,
  { db, turn, bulk }: SessionSource & Pick<WriteSession, "bulk">,
): WriteSession {
  const { cause } = opener;
  const now = (cause.type === "seed" ? cause.at : undefined) ?? context.clock.now();
  const session: WriteSession = {
    context,
    get db() {
      return db();
    },
    now,
    moment: now.toISOString(),
    changeSet: newId(now.getTime()),
    actor: opener.actor,
    cause,
    touched: new Map(),
    announced: new Map(),
    bulk,
    turn,
    lasting: opener.lasting ?? true,
    isOpen: false,
    at: (depth) => writeTransaction(session, depth),
  };
  return session;
}

/** The transaction begins when the turn comes: whoever waits for it holds no connection that the one before may need. */
async function inTurn<T>(
  context: GatewayContext,
  turn: Promise<unknown>,
  work: (source: SessionSource) => Promise<T>,
): Promise<T> {
  let transaction: ControlledTransaction<SystemDatabase> | undefined;
  let isRefused = false;
  const begun = turn.then(async () => {
    if (!isRefused) transaction = await context.db.startTransaction().execute();
  });
  // The work is told of its failure when it waits for it.
  begun.catch(() => undefined);
  const db = () => {
    if (!transaction) throw internalError();
    return transaction;
  };
  try {
    const result = await work({ db, turn: begun });
    await transaction?.commit().execute();
    return result;
  } catch (error) {
    isRefused = true;
    await begun.catch(() => undefined);
    await rollBack(transaction);
    throw error;
  }
}

/** What went wrong is told already; a connection that is lost has rolled back by itself. */
async function rollBack(transaction: ControlledTransaction<SystemDatabase> | undefined): Promise<void> {
  try {
    await transaction?.rollback().execute();
  } catch {
    // Nothing is left to be done.
  }
}
