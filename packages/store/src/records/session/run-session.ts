import { newId } from "@mortise/kit";
import type { Actor } from "../../actor.ts";
import { announceChanges } from "../../feed/change-notice.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { Cause } from "../record-command.ts";
import { writeTransaction } from "./write-transaction.ts";
import { takeNotices, type WriteSession } from "./write-session.ts";

/** Who opens a session, why, and how it stands to others; see `ExecuteOptions`. */
export interface SessionOpener {
  readonly actor: Actor;
  readonly cause: Cause;
  readonly turn?: Promise<unknown> | undefined;
  readonly lasting?: boolean;
}

/** Runs work in one transaction with one change-set, and announces what it wrote when it commits. */
export async function runSession<T>(
  context: GatewayContext,
  opener: SessionOpener,
  work: (session: WriteSession) => Promise<T>,
): Promise<T> {
  const bulk = new Map<string, number>();
  const done = await context.db.transaction().execute(async (db) => {
    const now = context.clock.now();
    const session: WriteSession = {
      context,
      db,
      now,
      moment: now.toISOString(),
      changeSet: newId(now.getTime()),
      actor: opener.actor,
      cause: opener.cause,
      touched: new Map(),
      announced: new Map(),
      bulk,
      turn: opener.turn,
      lasting: opener.lasting ?? true,
      isOpen: false,
      at: (depth) => writeTransaction(session, depth),
    };
    const result = await work(session);
    await announceChanges(db, takeNotices(session));
    return result;
  });
  for (const [key, rows] of bulk) {
    context.searchTidy.note(key, rows);
    await context.searchTidy.room(key);
  }
  return done;
}
