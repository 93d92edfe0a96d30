import { newId } from "@mortise/kit";
import { sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { Actor } from "../../actor.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { Cause } from "../record-command.ts";
import { writeTransaction } from "./write-transaction.ts";
import { NAMED_IDS, type WriteSession } from "./write-session.ts";

/** Channel of the change feed: `LISTEN mortise_change`. */
export const CHANGE_CHANNEL = "mortise_change";

/** What a change notification says, as JSON. */
export interface ChangeNotification {
  readonly app: string;
  readonly entity: string;
  readonly changeSet: string;
  readonly ids: readonly string[];
  readonly more?: true;
}

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
      isOpen: false,
      at: (depth) => writeTransaction(session, depth),
    };
    const result = await work(session);
    await announce(session);
    return result;
  });
}

/** One statement for all entities that were written. */
async function announce({ db, touched, changeSet }: WriteSession): Promise<void> {
  if (touched.size === 0) return;
  const notifications = [...touched].map(([key, ids]) => {
    const [app = "", entity = ""] = key.split("/");
    const notification: ChangeNotification = {
      app,
      entity,
      changeSet,
      ids: [...ids].slice(0, NAMED_IDS),
      ...(ids.size > NAMED_IDS ? { more: true } : {}),
    };
    return JSON.stringify(notification);
  });
  await sql`${PREPARED} select pg_notify(${CHANGE_CHANNEL}, n) from unnest(${notifications}::text[]) as n`.execute(
    db,
  );
}
