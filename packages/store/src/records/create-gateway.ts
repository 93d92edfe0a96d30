import { readAggregate } from "./aggregate/read-aggregate.ts";
import { readAudience } from "./audience/read-audience.ts";
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
import { entityPermission } from "./permission/entity-permission.ts";
import { summarize } from "./permission/permission-summary.ts";
import { searchApp } from "./query/global-search.ts";
import { idsByKeys } from "./query/match-keys.ts";
import { readPastPage } from "./query/past-page.ts";
import { readPastRecord } from "./query/past-record.ts";
import { readQuoted } from "./query/read-quoted.ts";
import { readRecord } from "./query/read-record.ts";
import { revealValue } from "./query/reveal-value.ts";
import { withPatience } from "./query/patience.ts";
import type { ReadScope } from "./query/read-scope.ts";
import { readPage } from "./query/record-page.ts";
import { typedUnique } from "./validation/typed-unique.ts";
import { listIds, readListed } from "./query/whole-list.ts";
import type { RecordQuery } from "./record-query.ts";
import type { Cause, Command, CommandResult } from "./record-command.ts";

/** A write that lost a race runs again so many times, and then sees what the winner wrote. */
const TRIES = 3;
/** What is read in the background may take so long, in milliseconds. */
const LONG_PATIENCE = 600_000;

/** Runs a read whose condition may cost much under a limit of time. */
function patient<Result>(
  scope: ReadScope,
  { app, query }: { readonly app: string; readonly query: Pick<RecordQuery, "entity" | "filter"> },
  work: (scope: ReadScope) => Promise<Result>,
): Promise<Result> {
  const model = scope.context.model(app, query.entity);
  return withPatience(scope.db, { filter: query.filter, model }, (db) => work({ ...scope, db }));
}

/** Opens the one door to user records. */
export function createGateway(options: GatewayOptions): RecordGateway {
  const reactions: RegisteredReaction[] = [];
  const context = createContext(options, reactions);
  const reading = { context, db: options.db };
  const reports = { context, db: options.replica ?? options.db };
  const current = <T>(app: string, work: () => Promise<T>): Promise<T> =>
    onCurrentStructure(context, app, work);
  return {
    permission: (actor, app, entity) => entityPermission(actor, context.model(app, entity)),
    permissionSummary: (actor, app, entity) => summarize(context.model(app, entity), actor),
    get: (actor, app, entity, id) => current(app, () => readRecord(reading, actor, { app, entity, id })),
    aggregate: (actor, app, query) =>
      current(app, () =>
        patient(reports, { app, query }, (scope) => readAggregate(scope, actor, { app, query })),
      ),
    stageFunnel: (actor, app, query) => current(app, () => readStageFunnel(reports, actor, { app, query })),
    search: (actor, app, text, searching = {}) =>
      current(app, () => searchApp(reading, actor, { app, text, ...searching })),
    query: (actor, app, query) =>
      current(app, () =>
        patient(reading, { app, query }, (scope) =>
          query.asOf === undefined
            ? readPage(scope, actor, { app, query })
            : readPastPage(scope, actor, { app, query: { ...query, asOf: query.asOf } }),
        ),
      ),
    wholeList: async (actor, app, query) => {
      const model = context.model(app, query.entity);
      const asked = { filter: query.filter, model, patience: LONG_PATIENCE };
      const ids = await current(app, () =>
        withPatience(reports.db, asked, (db) => listIds({ ...reports, db }, actor, { app, query })),
      );
      return {
        total: ids.total,
        pages: async function* pages(size, wanted) {
          for (let start = 0; start < ids.total; start += size) {
            const page = { app, query: { ...query, ...wanted }, ids: ids.slice(start, size) };
            yield await current(app, () => readListed(reports, actor, page));
          }
        },
      };
    },
    getPast: (actor, app, place) => current(app, () => readPastRecord(reading, actor, { app, ...place })),
    reveal: (actor, app, request) => revealValue(context, actor, { app, ...request }),
    quoted: (actor, app, quotes) => current(app, () => readQuoted(reading, actor, { app, quotes })),
    mayReadFile: (actor, file) => mayReadFile(reading, actor, file),
    audience: (app, change, actors) => current(app, () => readAudience(reading, { app, change }, actors)),
    history: (actor, app, query) => readHistory(reading, actor, { app, ...query }),
    fills: (actor, app, request) => current(app, () => answerFills(reading, actor, { app, ...request })),
    checkUnique: (actor, app, check) => current(app, () => typedUnique(context, actor, app, check)),
    execute: (actor, app, commands, cause, { turn, lasting = true, before } = {}) =>
      current(app, () => executeOnce(context, actor, { app, commands, cause, turn, lasting, before })),
    settled: async () => {
      await context.searchTidy.settled();
      await context.statistics.settled();
    },
    countMatching: (actor, app, target) =>
      current(app, () => countMatching(reading, actor, { app, ...target })),
    matchKeys: (actor, app, query) => current(app, () => idsByKeys(reading, actor, { app, ...query })),
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
    previewUndo: (actor, app, target) => previewUndo(context, actor, { app, ...target }),
    changeSets: (actor, app, query) => listChangeSets(reading, actor, { app, ...query }),
    react: (run, looksAt = () => true) => void reactions.push({ run, looksAt }),
  };
}

interface Call {
  readonly app: string;
  readonly commands: readonly Command[];
  readonly cause: Cause;
  readonly turn: Promise<unknown> | undefined;
  readonly lasting: boolean;
  readonly before: ExecuteOptions["before"];
}

/** One `execute`: a transaction of its own, run again when it lost a race for a unique value or a lock. */
async function executeOnce(context: GatewayContext, actor: Actor, call: Call): Promise<CommandResult> {
  const { app, commands, cause, turn, lasting, before } = call;
  // Whoever waits for it is told of its failure; nobody may be waiting yet.
  turn?.catch(() => undefined);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runSession(context, { actor, cause, turn, lasting }, async (session) => {
        const run = async () => {
          await before?.(session.at(0));
          return runCommands({ session, actor, app, cause, depth: 0 }, commands);
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
