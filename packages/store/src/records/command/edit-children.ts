import type { RowsByField } from "@mortise/fields";
import { sql } from "kysely";
import type { ChangeBatch, RecordChange } from "../change.ts";
import { dependentsOf } from "../derived/dependents.ts";
import type { HistoryNote } from "../history/history-entry.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { scalarText, textAt, type Values } from "../model/row-values.ts";
import type { EntityPermission } from "../permission/entity-permission.ts";
import { recordPermissions } from "../permission/record-permissions.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { checkFiles } from "../files/check-files.ts";
import { checkReferences } from "../validation/check-references.ts";
import { checkScopes } from "../validation/check-scopes.ts";
import { checkUnique } from "../validation/check-unique.ts";
import { applyRules } from "../validation/apply-rules.ts";
import { applyFormulas } from "../validation/compute-values.ts";
import { parseInput } from "../validation/parse-input.ts";
import { problemText, Problems } from "../validation/problems.ts";
import type { RuleLookups } from "../linkage/rule-lookups.ts";
import { changedFields } from "../validation/same-value.ts";
import { childAccess, childRights, type ChildRights, withoutKept } from "./child-access.ts";
import { type Draft, draftRecord } from "./draft-record.ts";
import { givenLinks, loadLinks } from "./links.ts";
import { liveChildren } from "./live-children.ts";
import { lockRows } from "./lock-rows.ts";
import { type PlannedChange, storeChanges } from "./store-changes.ts";
import { storeDrafts } from "./store-drafts.ts";
import { forgetOwn } from "../session/own-rows.ts";
import { batchOf, isPerson, type Write } from "../session/write-session.ts";

/** The child rows given for one record of an update. */
export interface ChildEdit {
  readonly id: string;
  readonly path: string;
  readonly rows: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;
  /** Fields whose rows a data linkage made. */
  readonly filled: ReadonlySet<string>;
}

/** What happens to the rows of one sub-table field, over all records of the update. */
interface FieldPlan {
  readonly model: EntityModel;
  readonly drafts: Draft[];
  readonly updates: PlannedChange[];
  readonly deletes: PlannedChange[];
}

/** Planned edits of child rows. */
export interface ChildPlan {
  readonly fields: readonly FieldPlan[];
  /** The rows as they will be, for the parents' formulas. */
  rowsOf(id: string): RowsByField;
  /** What to note in the parents' history. */
  readonly notes: ReadonlyMap<string, Readonly<Record<string, HistoryNote>>>;
}

interface PlanInput {
  readonly edits: readonly ChildEdit[];
  readonly problems: Problems;
  readonly lookups: RuleLookups;
}

/** Compares the given child rows with the stored ones: rows with an `id` stay, new ones come, missing ones go. */
export async function planChildren(write: Write, access: RowAccess, input: PlanInput): Promise<ChildPlan> {
  for (;;) {
    const problems = new Problems();
    const plan = await planOnce(write, access, { ...input, problems });
    if (await input.lookups.loadAnew()) continue;
    input.problems.take(problems);
    return plan;
  }
}

async function planOnce(write: Write, access: RowAccess, input: PlanInput): Promise<ChildPlan> {
  const fields: FieldPlan[] = [];
  const future = new Map<string, Map<string, Values[]>>();
  const notes = new Map<string, Record<string, HistoryNote>>();
  const ids = new Set(input.edits.flatMap((edit) => [...edit.rows.keys()]));
  for (const field of ids) {
    const inner = childAccess(access, field);
    const concerned = input.edits.filter((edit) => edit.rows.has(field));
    const parents = concerned.map((edit) => edit.id);
    const stored = await liveChildren(write, access.model, parents, new Set([field]));
    const storedIds = parents.flatMap((id) => (stored(id).get(field) ?? []).map((row) => textAt(row, "id")));
    const permissions = await recordPermissions(write.session.db, inner, storedIds);
    const rights = await childRights(write.session.db, inner, storedIds);
    const links = givenLinks(
      inner.model,
      concerned.flatMap((edit) => edit.rows.get(field) ?? []),
    );
    const storedRows = new Map(
      concerned.map((edit) => [
        edit.id,
        (stored(edit.id).get(field) ?? []).map((row): Values => ({ ...row })),
      ]),
    );
    await loadLinks(write, inner.model, { records: [...storedRows.values()].flat(), fields: links });
    const plan: FieldPlan = { model: inner.model, drafts: [], updates: [], deletes: [] };
    for (const edit of concerned) {
      const before = storedRows.get(edit.id) ?? [];
      const { rows, note } = planRows(write, inner, {
        edit,
        field,
        before,
        plan,
        permissions,
        rights,
        problems: input.problems,
        lookups: input.lookups,
      });
      future.set(edit.id, (future.get(edit.id) ?? new Map<string, Values[]>()).set(field, rows));
      if (note.created + note.updated + note.deleted > 0) {
        notes.set(edit.id, { ...notes.get(edit.id), [field]: note });
      }
    }
    fields.push(plan);
    const changed = plan.updates.map(referencing);
    await checkReferences(write, inner.model, changed, input.problems);
    await checkScopes(write, inner.model, changed, input.problems);
    await checkFiles(write, inner.model, changed, input.problems);
  }
  return { fields, notes, rowsOf: (id) => future.get(id) ?? new Map() };
}

function referencing(change: PlannedChange) {
  const changed = Object.keys(change.after).filter((id) => change.after[id] !== change.before[id]);
  return { path: "", values: change.after, before: change.before, given: new Set(changed) };
}

interface RowsInput {
  readonly edit: ChildEdit;
  readonly field: string;
  readonly before: readonly Values[];
  readonly plan: FieldPlan;
  /** What each stored row allows. */
  readonly permissions: (id: string) => EntityPermission;
  readonly rights: (id: string) => ChildRights;
  readonly problems: Problems;
  readonly lookups: RuleLookups;
}

function planRows(
  write: Write,
  access: RowAccess,
  { edit, field, before, plan, permissions, rights, problems, lookups }: RowsInput,
): { rows: Values[]; note: HistoryNote } {
  const byId = new Map(before.map((row) => [textAt(row, "id"), row]));
  const rows: Values[] = [];
  let created = 0;
  let updated = 0;
  for (const [position, input] of (edit.rows.get(field) ?? []).entries()) {
    const path = `${edit.path}${field}.${position}.`;
    const id = input["id"];
    if (id === undefined || id === null || id === "") {
      const place = { parent: edit.id, position };
      const draft = draftRecord(write, access, {
        input,
        path,
        problems,
        lookups,
        place,
        filled: edit.filled.has(field),
      });
      applyFormulas(access.model, draft.values, { moment: { actor: write.actor, now: write.session.now } });
      plan.drafts.push(draft);
      rows.push(draft.values);
      created += 1;
      continue;
    }
    const stored = byId.get(scalarText(id).toLowerCase());
    // A row that the writer does not see answers like one that is not there.
    if (!stored || !rights(textAt(stored, "id")).sees) {
      problems.add(`${path}id`, problemText.unknownRow);
      continue;
    }
    byId.delete(textAt(stored, "id"));
    const own = { ...access, permission: permissions(textAt(stored, "id")) };
    const edited = editRow(write, own, { input, path, stored, position, problems, lookups });
    const fields = [...access.model.columns, ...access.model.linkFields];
    const changed = changedFields(fields, stored, edited);
    const isKept = !rights(textAt(stored, "id")).changes;
    if (isKept && changed.some((one) => one.id !== "position"))
      problems.add(path.slice(0, -1), problemText.rowNotAllowed);
    const after = isKept ? stored : edited;
    if (!isKept && changed.length > 0) {
      plan.updates.push({ before: stored, after });
      updated += 1;
    }
    rows.push(after);
  }
  const kept = planDeletes(write, [...byId.values()], { edit, field, plan, rights, problems });
  return { rows: [...rows, ...kept], note: { created, updated, deleted: byId.size - kept.length } };
}

/** Rows that were left out go; answers those that stay, as nobody removes a row that they did not get. */
function planDeletes(
  write: Write,
  missing: readonly Values[],
  { edit, field, plan, rights, problems }: Pick<RowsInput, "edit" | "field" | "plan" | "rights" | "problems">,
): readonly Values[] {
  const deletedAt = write.session.now.toISOString();
  return missing.filter((gone) => {
    const { sees, deletes } = rights(textAt(gone, "id"));
    if (!sees) return true;
    if (!deletes) problems.add(`${edit.path}${field}`, problemText.rowNotAllowed);
    plan.deletes.push({ before: gone, after: { ...gone, deleted_at: deletedAt } });
    return false;
  });
}

interface RowEdit {
  readonly input: unknown;
  readonly path: string;
  readonly stored: Values;
  readonly position: number;
  readonly problems: Problems;
  readonly lookups: RuleLookups;
}

function editRow(
  write: Write,
  access: RowAccess,
  { input, path, stored, position, problems, lookups }: RowEdit,
): Values {
  const { model, permission } = access;
  const person = isPerson(write.actor);
  const row = withoutKept(access, input, person);
  const parsed = parseInput(row, path, { model, permission, person, creating: false, problems });
  const after: Values = { ...stored, ...parsed.values, position };
  const moment = { actor: write.actor, now: write.session.now };
  const given = new Set(Object.keys(parsed.values));
  const { excused } = applyRules(
    { path, values: after, before: stored, given },
    { model, permission, person, moment, problems, lookups },
  );
  for (const [id, value] of Object.entries(parsed.values)) {
    const isRequired = model.field(id)?.definition?.required === true && !excused.has(id);
    if (value === null && (after[id] ?? null) === null && isRequired && !problems.has(`${path}${id}`)) {
      problems.add(`${path}${id}`, problemText.required);
    }
  }
  applyFormulas(model, after, { moment });
  return after;
}

/** Writes the planned rows; the parents are in place already. */
export async function editChildren(write: Write, plan: ChildPlan): Promise<readonly ChangeBatch[]> {
  const batches: ChangeBatch[] = [];
  for (const { model, drafts, updates, deletes } of plan.fields) {
    const deleted = await storeChanges(write, model, { type: "deleted", changes: deletes });
    if (deleted.length > 0) batches.push(batchOf(write, model.id, "deleted", deleted));
    await checkUnique(
      write,
      model,
      updates.map(({ after }) => ({ id: textAt(after, "id"), path: "", values: after })),
    );
    const updated = await storeChanges(write, model, { type: "updated", changes: updates });
    if (updated.length > 0) batches.push(batchOf(write, model.id, "updated", updated));
    batches.push(...(await storeDrafts(write, { model, drafts }, new Problems())));
  }
  return batches;
}

/**
 * Puts the child rows of deleted records into the recycle bin with them, or takes them out together. They have no history
 * of their own; what is answered is for values that are kept over them.
 */
export async function moveChildren(
  write: Write,
  model: EntityModel,
  move: { readonly parents: readonly string[]; readonly from: string | null; readonly to: string | null },
): Promise<readonly ChangeBatch[]> {
  const { context } = write.session;
  const dependents = dependentsOf(context.catalog(write.app), (entity) => context.model(write.app, entity));
  const batches: ChangeBatch[] = [];
  for (const field of model.childFields) {
    const child = write.session.context.model(write.app, field.target ?? "");
    // Equal moments tell the rows that went with their parent from those removed before it.
    const { rows } = await sql<{ id: string }>`
      update ${child.home} as t set deleted_at = ${move.to}::timestamptz
      where t.parent = any(${[...move.parents]}::uuid[])
        and t.deleted_at is not distinct from ${move.from}::timestamptz
      returning t.id`.execute(write.session.db);
    if (rows.length > 0) forgetOwn(write.session.db);
    if (rows.length === 0 || !dependents.has(child.id)) continue;
    const moved = await lockRows(
      write,
      child,
      rows.map((row) => row.id),
    );
    const records = [...moved.values()].map((after): RecordChange => {
      return {
        id: textAt(after, "id"),
        before: { ...after, deleted_at: move.from },
        after,
        changed: ["deleted_at"],
      };
    });
    if (records.length > 0)
      batches.push({
        ...batchOf(write, child.id, move.to === null ? "restored" : "deleted", records),
        quiet: true,
      });
  }
  return batches;
}
