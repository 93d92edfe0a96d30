import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { refreshDerived } from "../derived/refresh-derived.ts";
import { react } from "../command/react.ts";
import { runSession } from "../session/run-session.ts";
import type { Write, WriteSession } from "../session/write-session.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { Cause } from "../record-command.ts";
import { alreadyUndone, changeSetNotFound, viewOnly } from "../record-errors.ts";
import { netChanges, touchedEntities } from "./net-change.ts";
import { undoRecords } from "./undo-records.ts";
import { openChangeSet } from "./change-set.ts";
import type { RunToUndo, UndoConflict, UndoOptions, UndoResult } from "./undo-result.ts";

/** What is to be undone: one change-set, all of an import, or what one run of a flow did. */
export type UndoTarget = { readonly app: string; readonly options?: UndoOptions | undefined } & (
  | { readonly changeSet: string }
  | { readonly importId: string }
  | { readonly run: RunToUndo }
);

/** A change-set as it is kept. */
export interface ChangeSetRow {
  readonly id: string;
  readonly actor: string | null;
  readonly undone_by: string | null;
  readonly at: string;
  readonly cause: Cause["type"];
  readonly cause_id: string | null;
  readonly cause_label: string | null;
}

/** Takes change-sets back in one transaction; statements are per entity and thousand records, not per record. */
export async function undoChangeSets(
  context: GatewayContext,
  actor: Actor,
  target: UndoTarget,
): Promise<UndoResult> {
  const cause: Cause = {
    type: "undo",
    id: targetId(target),
    skipFlows: true,
  };
  const run = "run" in target ? target.run : undefined;
  if (actor.viewer !== undefined) throw viewOnly();
  return runSession(context, { actor, cause }, async (session) => {
    const sets = await findSets(session, actor, { ...target, locks: true });
    const conflicts: UndoConflict[] = [];
    let undone = 0;
    const write: Write = { session, actor, app: target.app, cause, depth: 0, pathPrefix: "" };
    await openChangeSet(write);
    const ids = sets.map((set) => set.id);
    for (const entity of await childrenFirst(write, ids, run)) {
      for await (const changes of netChanges(session, { sets: ids, run }, entity)) {
        const mode = target.options?.conflicts ?? "skip";
        const result = await undoRecords(write, { changes, sets: ids, mode, locks: true });
        undone += result.undone;
        conflicts.push(...result.conflicts);
        await react(write, await refreshDerived(write, result.batches));
      }
    }
    // The change-sets of a run hold the work of others also.
    const marked = run
      ? sql`update mortise.flow_run set undone_by = ${session.changeSet}::uuid where id = ${run.id}::uuid`
      : sql`update mortise.change_set set undone_by = ${session.changeSet}::uuid where id = any(${ids}::uuid[])`;
    await marked.execute(session.db);
    return { changeSet: session.changeSet, undone, conflicts };
  });
}

/** Child rows come back before their parents, whose formulas sum over them. Entities that are gone stay gone. */
export async function childrenFirst(
  write: Write,
  sets: readonly string[],
  run?: RunToUndo,
): Promise<readonly string[]> {
  const catalog = write.session.context.catalog(write.app);
  const entities = await touchedEntities(write.session, sets, run);
  const known = entities.flatMap((id) => catalog.find("entity", id) ?? []);
  const children = known.filter((entity) => entity.parent);
  return [...children, ...known.filter((entity) => !entity.parent)].map((entity) => entity.id);
}

/** The change-sets; locked, two undos of the same follow each other. */
export async function findSets(
  session: WriteSession,
  actor: Actor,
  target: UndoTarget & { readonly locks: boolean },
): Promise<readonly ChangeSetRow[]> {
  if ("run" in target) return findSetsOfRun(session, target);
  const wanted = targetId(target);
  if ("changeSet" in target && !isId(wanted)) throw changeSetNotFound();
  const condition =
    "changeSet" in target ? sql`id = ${wanted}::uuid` : sql`cause = 'import' and cause_id = ${wanted}`;
  const { rows } = await sql<ChangeSetRow>`
    select id, actor, undone_by, at, cause, cause_id, cause_label from mortise.change_set
    where app = ${target.app} and ${condition} order by id ${target.locks ? sql`for update` : sql``}`.execute(
    session.db,
  );
  const own = rows.filter((row) => actor.admin || (row.actor !== null && row.actor === actor.userId));
  if (own.length === 0) throw changeSetNotFound();
  const open = own.filter((row) => row.undone_by === null);
  if (open.length === 0) throw alreadyUndone();
  return open;
}

function targetId(target: UndoTarget): string {
  if ("run" in target) return target.run.id;
  return "changeSet" in target ? target.changeSet : target.importId;
}

/** The change-sets in which a run moved. Who may undo it is settled before; a second undo waits and finds it done. */
async function findSetsOfRun(
  session: WriteSession,
  { app, run, locks }: { readonly app: string; readonly run: RunToUndo; readonly locks: boolean },
): Promise<readonly ChangeSetRow[]> {
  const { db } = session;
  const { rows: runs } = await sql<{ undone: boolean }>`
    select r.undone_by is not null and exists (
      select from mortise.change_set u where u.id = r.undone_by and u.undone_by is null) as undone
    from mortise.flow_run r where r.id = ${run.id}::uuid ${locks ? sql`for update of r` : sql``}`.execute(db);
  if (runs[0]?.undone !== false) throw runs[0] ? alreadyUndone() : changeSetNotFound();
  const { rows } = await sql<ChangeSetRow>`
    select c.id, c.actor, c.undone_by, c.at, c.cause, c.cause_id, c.cause_label from mortise.change_set c
    where c.app = ${app} and c.at in (select at from mortise.flow_step where run = ${run.id}::uuid) order by c.id`.execute(
    db,
  );
  if (rows.length === 0) throw changeSetNotFound();
  return rows;
}
