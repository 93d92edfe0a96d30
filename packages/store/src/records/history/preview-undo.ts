import type { Value } from "@mortise/expression";
import type { Actor } from "../../actor.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import { scalarText, type Values } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { isShortened, maskValue } from "../permission/mask-value.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fetchLabels, namesOf } from "../query/labels.ts";
import { changeSetNotFound } from "../record-errors.ts";
import type { Cause } from "../record-command.ts";
import { runSession } from "../session/run-session.ts";
import { accessForWrite, type Write } from "../session/write-session.ts";
import { type LastChange, lastChanges } from "./last-changes.ts";
import { type NetChange, netChanges } from "./net-change.ts";
import { planUndo, type UndoPlan } from "./plan-undo.ts";
import { childrenFirst, findSets, type UndoTarget } from "./undo-change-sets.ts";
import type { UndoConflict, UndoConflictView, UndoPreview } from "./undo-result.ts";

const SHOWN = 100;

/** Says what undoing change-sets would bring back and whom it would run into; nothing is written and nobody waits. */
export async function previewUndo(
  context: GatewayContext,
  actor: Actor,
  target: UndoTarget,
): Promise<UndoPreview> {
  const cause: Cause = { type: "undo", skipFlows: true };
  return runSession(context, { actor, cause }, async (session) => {
    const sets = await findSets(session, actor, { ...target, locks: false });
    const [first] = sets;
    if (!first) throw changeSetNotFound();
    const write: Write = { session, actor, app: target.app, cause, depth: 0, pathPrefix: "" };
    const ids = sets.map((set) => set.id);
    const run = "run" in target ? target.run : undefined;
    const records: { entity: string; count: number }[] = [];
    const shown: UndoConflictView[] = [];
    let labels: Readonly<Record<string, string>> = {};
    let conflictCount = 0;
    for (const entity of await childrenFirst(write, ids, run)) {
      const access = accessForWrite(write, entity);
      let count = 0;
      for await (const changes of netChanges(session, { sets: ids, run }, entity)) {
        const plan = await planUndo(write, access, { changes, sets: ids, mode: "skip", locks: false });
        count += plan.removed.length + plan.restored.length;
        conflictCount += plan.conflicts.length;
        const told = plan.conflicts.slice(0, SHOWN - shown.length);
        const views = await conflictViews(write, access, { plan, changes, told, sets: ids });
        shown.push(...views.items);
        labels = { ...labels, ...views.labels };
      }
      if (count > 0) records.push({ entity, count });
    }
    return {
      at: new Date(first.at).toISOString(),
      actor: first.actor,
      cause: {
        type: first.cause,
        ...(first.cause_id === null ? {} : { id: first.cause_id }),
        ...(first.cause_label === null ? {} : { label: first.cause_label }),
      },
      records,
      conflictCount,
      conflicts: shown,
      labels,
    };
  });
}

interface ConflictReading {
  readonly plan: UndoPlan;
  readonly changes: readonly NetChange[];
  readonly told: readonly UndoConflict[];
  readonly sets: readonly string[];
}

async function conflictViews(
  write: Write,
  access: RowAccess,
  { plan, changes, told, sets }: ConflictReading,
): Promise<{ items: readonly UndoConflictView[]; labels: Readonly<Record<string, string>> }> {
  if (told.length === 0) return { items: [], labels: {} };
  const { db } = write.session;
  const last = await lastChanges(db, { records: told.map((one) => one.id), without: sets });
  const byId = new Map(changes.map((change) => [change.record, change]));
  const items = told.map((conflict): UndoConflictView => {
    const row = plan.rows.get(conflict.id);
    const here = { ...access, permission: plan.permissions(conflict.id) };
    const latest = last.of(conflict.id);
    return {
      ...conflict,
      title: row ? titleOf(here, row) : "",
      changes: row
        ? fieldViews(here, row, { conflict, change: byId.get(conflict.id), last: last.ofField })
        : [],
      by: latest?.actor ?? null,
      at: latest?.at ?? null,
    };
  });
  return { items, labels: await viewLabels(write, access, items) };
}

function titleOf(access: RowAccess, row: Values): string {
  const field = access.model.field(access.model.entity.titleField);
  const may = field ? accessTo(access.permission, field.id) : "hidden";
  if (!field || may === "hidden") return "";
  const value = row[field.id] ?? null;
  const shown = isShortened(may, field) ? maskValue(value, field, access.actor) : value;
  return shown === null ? "" : scalarText(shown);
}

interface FieldReading {
  readonly conflict: UndoConflict;
  readonly change: NetChange | undefined;
  readonly last: (record: string, field: string) => LastChange | undefined;
}

/** Only fields in clear are named in a conflict, so nothing here needs a mask. */
function fieldViews(access: RowAccess, row: Values, { conflict, change, last }: FieldReading) {
  return conflict.fields.flatMap((name) => {
    const value = change?.values.get(name);
    if (!value || !access.model.field(name)) return [];
    const latest = last(conflict.id, name);
    const now: Value = row[name] ?? null;
    return [
      {
        field: name,
        old: value.old,
        written: value.new,
        now,
        by: latest?.actor ?? null,
        at: latest?.at ?? null,
      },
    ];
  });
}

async function viewLabels(write: Write, access: RowAccess, items: readonly UndoConflictView[]) {
  const scope = { context: write.session.context, db: write.session.db, now: write.session.now };
  const reader = { scope, actor: access.actor, access };
  const rows = items.flatMap((item) =>
    item.changes.flatMap(({ field, old, written, now }) => [
      { [field]: old },
      { [field]: written },
      { [field]: now },
    ]),
  );
  const people = items.flatMap((item) => [item.by, ...item.changes.map((change) => change.by)]);
  const users = new Set(people.filter((id) => id !== null));
  return {
    ...(await fetchLabels(reader, access.model.columns, rows)),
    ...(await namesOf(reader, new Map([["user", users]]))),
  };
}
