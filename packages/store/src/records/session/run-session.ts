import { newId } from "@mortise/kit";
import type { Actor } from "../../actor.ts";
import { announceChanges } from "../../feed/change-notice.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { Cause } from "../record-command.ts";
import { writeTransaction } from "./write-transaction.ts";
import { takeNotices, type WriteSession } from "./write-session.ts";

/** Runs work in one transaction with one change-set, and announces what it wrote when it commits. */
export async function runSession<T>(
  context: GatewayContext,
  opener: { readonly actor: Actor; readonly cause: Cause },
  work: (session: WriteSession) => Promise<T>,
): Promise<T> {
  return context.db.transaction().execute(async (db) => {
    const now = context.clock.now();
    const session: WriteSession = {
      context,
      db,
      now,
      changeSet: newId(now.getTime()),
      actor: opener.actor,
      cause: opener.cause,
      touched: new Map(),
      announced: new Map(),
      isOpen: false,
      at: (depth) => writeTransaction(session, depth),
    };
    const result = await work(session);
    await announceChanges(db, takeNotices(session));
    return result;
  });
}
