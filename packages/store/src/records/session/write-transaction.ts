import { readAggregate } from "../aggregate/read-aggregate.ts";
import type { WriteTransaction } from "../gateway.ts";
import { readPage } from "../query/record-page.ts";
import { sameOwners } from "../query/same-owners.ts";
import { readRecord } from "../query/read-record.ts";
import { runCommands } from "../command/run-commands.ts";
import type { WriteSession } from "./write-session.ts";

/** The face of a session that reactions and runtimes work with; its writes stand at the given depth. */
export function writeTransaction(session: WriteSession, depth: number): WriteTransaction {
  const scope = { context: session.context, db: session.db, now: session.now };
  return {
    changeSet: session.changeSet,
    now: session.now,
    db: session.db,
    query: (actor, app, query) => readPage(scope, actor, { app, query }),
    get: (actor, app, entity, id) => readRecord(scope, actor, { app, entity, id }),
    aggregate: (actor, app, query) => readAggregate(scope, actor, { app, query }),
    sameOwners: (actor, app, query) => sameOwners(scope, actor, { app, ...query }),
    execute: (actor, app, commands, cause) => runCommands({ session, actor, app, cause, depth }, commands),
  };
}
