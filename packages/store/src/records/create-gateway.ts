import { readAggregate } from "./aggregate/read-aggregate.ts";
import { readAudience } from "./audience/read-audience.ts";
import { inTime } from "../database/running-read.ts";
import { readStageFunnel } from "./aggregate/stage-funnel.ts";
import { onCurrentStructure } from "./session/current-structure.ts";
import { isLostRace, refusalFor } from "./session/database-refusal.ts";
import { once } from "./session/idempotency.ts";
import { countMatching } from "./command/change-matching.ts";
import { runCommands } from "./command/run-commands.ts";
import { runSession } from "./session/run-session.ts";
import type { Actor } from "../actor.ts";
import type { ExecuteOptions, RecordGateway, RegisteredReaction } from "./gateway.ts";
import { mayReadFile } from "./files/file-access.ts";
import { answerFills } from "./linkage/find-fills.ts";
import { readHistory } from "./history/read-history.ts";
import { listChangeSets } from "./history/list-change-sets.ts";
import { previewUndo } from "./history/preview-undo.ts";
import { undoChangeSets } from "./history/undo-change-sets.ts";
import { createContext, type GatewayContext, type GatewayOptions } from "./model/gateway-context.ts";
import { accessRows } from "./permission/row-access.ts";
import { seenSince } from "./pool/hidden-past.ts";
import { entityPermission } from "./permission/entity-permission.ts";
import { rightsKey } from "./permission/rights-key.ts";
import { summarize } from "./permission/permission-summary.ts";
import { searchApp } from "./query/global-search.ts";
import { idsByKeys } from "./query/match-keys.ts";
import { sameOwners } from "./query/same-owners.ts";
import { readPastPage } from "./query/past-page.ts";
import { readPastRecord } from "./query/past-record.ts";
import { readQuoted } from "./query/read-quoted.ts";
import { readRecord } from "./query/read-record.ts";
import { revealValue } from "./query/reveal-value.ts";
import type { ReadScope } from "./query/read-scope.ts";
import { readPage } from "./query/record-page.ts";
import { typedUnique } from "./validation/typed-unique.ts";
import { listIds, readListed } from "./query/whole-list.ts";
import { isReplicaTrouble } from "../database/replica.ts";
import { READ_LIMITS, type ReadKind, readLimit } from "./read-limits.ts";
import type { Cause, Command, CommandResult } from "./record-command.ts";

/** A write that lost a race runs again so many times, and then sees what the winner wrote. */
const TRIES = 3;
const NOTHING: ReadonlySet<string> = new Set();
/** Opens the one door to user records. */
export function createGateway(options: GatewayOptions): RecordGateway {
  const reactions: RegisteredReaction[] = [];
  const context = createContext(options, reactions);
  return {
    ...lists(context),
    ...singleRecords(context),
    ...writes(context),
    permission: (actor, app, entity) => entityPermission(actor, context.model(app, entity)),
    permissionSummary: (actor, app, entity) => summarize(context.model(app, entity), actor),
    rightsKey: (actor, app, entities) =>
      rightsKey(
        actor,
        entities.map((entity) => context.model(app, entity)),
      ),
    // Asked on behalf of all who listen, once for each commit: nobody waits who could be told that it took too long.
    audience: (app, change, actors) =>
      onCurrentStructure(context, app, () => readAudience(reading(context), { app, change }, actors)),
    settled: async () => {
      await context.searchTidy.settled();
      await context.statistics.settled();
    },
    react: (run, { looksAt = () => true, looksBackAt = () => NOTHING } = {}) =>
      void reactions.push({ run, looksAt, looksBackAt }),
  };
}

/** Over the tables of the release in force, and within the limit of its kind. */
function timed<T>(
  context: GatewayContext,
  { app, kind }: { readonly app: string; readonly kind: ReadKind },
  work: () => Promise<T>,
): Promise<T> {
  const limit = readLimit(context.limits ?? READ_LIMITS, kind);
  return onCurrentStructure(context, app, () => inTime(limit, work));
}

function reading(context: GatewayContext): ReadScope {
  return { context, db: context.db };
}

/** Reads figures and exports from the copy where there is one, and from the main database where the copy cannot. */
async function reporting<T>(context: GatewayContext, read: (scope: ReadScope) => Promise<T>): Promise<T> {
  const copy = context.replica?.db;
  if (!copy) return read(reading(context));
  try {
    return await read({ context, db: copy });
  } catch (error) {
    if (!isReplicaTrouble(error)) throw error;
    return read(reading(context));
  }
}

type Lists =
  | "query"
  | "search"
  | "aggregate"
  | "stageFunnel"
  | "wholeList"
  | "changeSets"
  | "countMatching"
  | "matchKeys"
  | "sameOwners";

function lists(context: GatewayContext): Pick<RecordGateway, Lists> {
  const scope = reading(context);
  return {
    query: (actor, app, query) =>
      timed(context, { app, kind: "list" }, () =>
        query.asOf === undefined
          ? readPage(scope, actor, { app, query })
          : readPastPage(scope, actor, { app, query: { ...query, asOf: query.asOf } }),
      ),
    search: (actor, app, text, searching = {}) =>
      timed(context, { app, kind: "search" }, () => searchApp(scope, actor, { app, text, ...searching })),
    aggregate: (actor, app, query) =>
      timed(context, { app, kind: "figures" }, () =>
        reporting(context, (reports) => readAggregate(reports, actor, { app, query })),
      ),
    stageFunnel: (actor, app, query) =>
      timed(context, { app, kind: "figures" }, () =>
        reporting(context, (reports) => readStageFunnel(reports, actor, { app, query })),
      ),
    wholeList: async (actor, app, query) => {
      const ids = await timed(context, { app, kind: "export" }, () =>
        reporting(context, (reports) => listIds(reports, actor, { app, query })),
      );
      return {
        total: ids.total,
        pages: async function* pages(size, wanted) {
          for (let start = 0; start < ids.total; start += size) {
            const page = { app, query: { ...query, ...wanted }, ids: ids.slice(start, size) };
            yield await timed(context, { app, kind: "export" }, () =>
              reporting(context, (reports) => readListed(reports, actor, page)),
            );
          }
        },
      };
    },
    changeSets: (actor, app, query) =>
      timed(context, { app, kind: "list" }, () => listChangeSets(scope, actor, { app, ...query })),
    countMatching: (actor, app, target) =>
      timed(context, { app, kind: "list" }, () => countMatching(scope, actor, { app, ...target })),
    matchKeys: (actor, app, query) =>
      timed(context, { app, kind: "list" }, () => idsByKeys(scope, actor, { app, ...query })),
    sameOwners: (actor, app, query) =>
      timed(context, { app, kind: "list" }, () => sameOwners(scope, actor, { app, ...query })),
  };
}

type SingleRecords =
  | "get"
  | "getPast"
  | "reveal"
  | "quoted"
  | "mayReadFile"
  | "history"
  | "seenSince"
  | "fills"
  | "checkUnique";

function singleRecords(context: GatewayContext): Pick<RecordGateway, SingleRecords> {
  const scope = reading(context);
  return {
    get: (actor, app, entity, id) =>
      timed(context, { app, kind: "record" }, () => readRecord(scope, actor, { app, entity, id })),
    getPast: (actor, app, place) =>
      timed(context, { app, kind: "record" }, () => readPastRecord(scope, actor, { app, ...place })),
    reveal: (actor, app, request) => revealValue(context, actor, { app, ...request }),
    quoted: (actor, app, quotes) =>
      timed(context, { app, kind: "record" }, () => readQuoted(scope, actor, { app, quotes })),
    mayReadFile: (actor, file) => mayReadFile(scope, actor, file),
    history: (actor, app, query) =>
      timed(context, { app, kind: "record" }, () => readHistory(scope, actor, { app, ...query })),
    seenSince: (actor, app, { entity, id }) =>
      timed(context, { app, kind: "record" }, () =>
        seenSince(scope.db, accessRows(scope.context, actor, { app, entity }), id),
      ),
    fills: (actor, app, request) =>
      timed(context, { app, kind: "list" }, () => answerFills(scope, actor, { app, ...request })),
    checkUnique: (actor, app, check) =>
      timed(context, { app, kind: "list" }, () => typedUnique(context, actor, app, check)),
  };
}

type Writes = "execute" | "transaction" | "undoChangeSet" | "undoImport" | "undoRun" | "previewUndo";

function writes(context: GatewayContext): Pick<RecordGateway, Writes> {
  return {
    execute: (actor, app, commands, cause, options = {}) =>
      onCurrentStructure(context, app, () => executeOnce(context, actor, { app, commands, cause, options })),
    transaction: async (actor, cause, work) => {
      let app = "";
      try {
        return await runSession(context, { actor, cause }, async (session) => {
          const result = await work(session.at(0));
          app = [...session.touched.keys()][0]?.split("/")[0] ?? "";
          return result;
        });
      } catch (error) {
        throw app === "" ? error : refusalFor(context, app, error);
      }
    },
    undoChangeSet: (actor, app, id, options) =>
      undoChangeSets(context, actor, { app, changeSet: id, options }),
    undoImport: (actor, app, id, options) => undoChangeSets(context, actor, { app, importId: id, options }),
    undoRun: (actor, app, run, options) => undoChangeSets(context, actor, { app, run, options }),
    previewUndo: (actor, app, target) => previewUndo(context, actor, { app, ...target }),
  };
}

interface Call {
  readonly app: string;
  readonly commands: readonly Command[];
  readonly cause: Cause;
  readonly options: ExecuteOptions;
}

/** One `execute`: a transaction of its own, run again when it lost a race for a unique value or a lock. */
async function executeOnce(context: GatewayContext, actor: Actor, call: Call): Promise<CommandResult> {
  const { app, commands, cause } = call;
  const { turn, lasting = true, before, after } = call.options;
  // Whoever waits for it is told of its failure; nobody may be waiting yet.
  turn?.catch(() => undefined);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runSession(context, { actor, cause, turn, lasting }, async (session) => {
        const run = async () => {
          await before?.(session.at(0));
          const result = await runCommands({ session, actor, app, cause, depth: 0 }, commands);
          await after?.(session.at(0), result);
          return result;
        };
        const key = cause.idempotencyKey;
        if (key === undefined) return run();
        await session.turn;
        return once(session, { key, app, commands }, run);
      });
    } catch (error) {
      if (attempt >= TRIES || !isLostRace(error)) throw refusalFor(context, app, error);
    }
  }
}
