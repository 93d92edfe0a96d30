import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { react } from "../command/run-commands.ts";
import { refreshDerived } from "../derived/refresh-derived.ts";
import { runSession } from "../session/run-session.ts";
import type { Write, WriteSession } from "../session/write-session.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { Cause } from "../record-command.ts";
import { alreadyUndone, changeSetNotFound } from "../record-errors.ts";
import { netChanges, touchedEntities } from "./net-change.ts";
import { undoRecords } from "./undo-records.ts";
import { openChangeSet } from "./change-set.ts";
import type { UndoConflict, UndoResult } from "./undo-result.ts";

/** What is to be undone: one change-set, or all of an import. */
export type UndoTarget = { readonly app: string } & (
  | { readonly changeSet: string }
  | { readonly importId: string }
);

interface ChangeSetRow {
  readonly id: string;
  readonly actor: string | null;
  readonly undone_by: string | null;
}

/** Takes change-sets back in one transaction; statements are per entity and thousand records, not per record. */
export async function undoChangeSets(
  context: GatewayContext,
  actor: Actor,
  target: UndoTarget,
): Promise<UndoResult> {
  const cause: Cause = {
    type: "undo",
    id: "changeSet" in target ? target.changeSet : target.importId,
    skipFlows: true,
  };
  return runSession(context, { actor, cause }, async (session) => {
    const sets = await lockSets(session, actor, target);
    const conflicts: UndoConflict[] = [];
    let undone = 0;
    const write: Write = { session, actor, app: target.app, cause, depth: 0, pathPrefix: "" };
    await openChangeSet(write);
    const ids = sets.map((set) => set.id);
    for (const entity of await childrenFirst(write, ids)) {
      for await (const changes of netChanges(session, ids, entity)) {
        const result = await undoRecords(write, { changes, sets: ids });
        undone += result.undone;
        conflicts.push(...result.conflicts);
        await react(write, await refreshDerived(write, result.batches));
      }
    }
    await sql`update mortise.change_set set undone_by = ${session.changeSet}::uuid
      where id = any(${ids}::uuid[])`.execute(session.db);
    return { changeSet: session.changeSet, undone, conflicts };
  });
}

/** Child rows come back before their parents, whose formulas sum over them. Entities that are gone stay gone. */
async function childrenFirst(write: Write, sets: readonly string[]): Promise<readonly string[]> {
  const catalog = write.session.context.catalog(write.app);
  const entities = await touchedEntities(write.session, sets);
  const known = entities.flatMap((id) => catalog.find("entity", id) ?? []);
  const children = known.filter((entity) => entity.parent);
  return [...children, ...known.filter((entity) => !entity.parent)].map((entity) => entity.id);
}

/** The change-sets, locked, so that two undos of the same follow each other. */
async function lockSets(
  session: WriteSession,
  actor: Actor,
  target: UndoTarget,
): Promise<readonly ChangeSetRow[]> {
  const wanted = "changeSet" in target ? target.changeSet : target.importId;
  if ("changeSet" in target && !isId(wanted)) throw changeSetNotFound();
  const condition =
    "changeSet" in target ? sql`id = ${wanted}::uuid` : sql`cause = 'import' and cause_id = ${wanted}`;
  const { rows } = await sql<ChangeSetRow>`
    select id, actor, undone_by from mortise.change_set
    where app = ${target.app} and ${condition} order by id for update`.execute(session.db);
  const own = rows.filter((row) => actor.admin || (row.actor !== null && row.actor === actor.userId));
  if (own.length === 0) throw changeSetNotFound();
  const open = own.filter((row) => row.undone_by === null);
  if (open.length === 0) throw alreadyUndone();
  return open;
}
