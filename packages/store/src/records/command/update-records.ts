import { hasFills, type RowsByField, type SettledRecord, settleRecord } from "@mortise/fields";
import { isId } from "@mortise/kit";
import type { ChangeBatch } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { type Values, textAt } from "../model/row-values.ts";
import { recordPermissions } from "../permission/record-permissions.ts";
import type { EntityPermission } from "../permission/entity-permission.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { Command } from "../record-command.ts";
import { checkFiles } from "../files/check-files.ts";
import { checkRows } from "../validation/check-rows.ts";
import { checkReferences } from "../validation/check-references.ts";
import { checkScopes } from "../validation/check-scopes.ts";
import { checkTrees } from "../validation/check-trees.ts";
import { checkUnique } from "../validation/check-unique.ts";
import { applyRules } from "../validation/apply-rules.ts";
import { entityRules } from "../validation/entity-rules.ts";
import { RuleLookups } from "../linkage/rule-lookups.ts";
import { applyFormulas, environmentOptions, type WriteMoment } from "../validation/compute-values.ts";
import { parseInput, type ParsedInput } from "../validation/parse-input.ts";
import { problemText, Problems } from "../validation/problems.ts";
import { checkRevisions } from "./check-revisions.ts";
import { type ChildEdit, type ChildPlan, editChildren, planChildren } from "./edit-children.ts";
import { givenLinks, loadLinks } from "./links.ts";
import { liveChildren } from "./live-children.ts";
import { lockForWrite } from "./lock-rows.ts";
import { fillTeams } from "./ownership.ts";
import { recomputeParents } from "./recompute-parents.ts";
import { settledByPools } from "../pool/settle-pool.ts";
import { storeChanges } from "./store-changes.ts";
import {
  accessForWrite,
  batchOf,
  isPerson,
  rowPath,
  type Write,
  type Written,
} from "../session/write-session.ts";

type UpdateCommand = Extract<Command, { type: "update" }>;

/** A record being edited. */
interface Edit {
  readonly path: string;
  readonly before: Values;
  readonly after: Values;
  /** Fields that the write names, and those that rules set. */
  readonly given: Set<string>;
  readonly input: ParsedInput;
  readonly permission: EntityPermission;
}

/** Changes records and their child rows: validates, checks revisions, recomputes formulas, writes what differs. */
export async function updateRecords(write: Write, command: UpdateCommand): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const { model } = access;
  const problems = new Problems();
  refuseRepeated(write, command, problems);
  const ids = command.changes.map((change) => change.id);
  const locked = await lockForWrite(write, access, { ids, state: "live", operation: "update" });
  const permissions = await recordPermissions(write.session.db, access, [...locked.keys()]);
  const links = givenLinks(
    model,
    command.changes.map((change) => change.values),
  );
  await loadLinks(write, model, { records: [...locked.values()], fields: links });
  await checkRevisions(write, access, { changes: command.changes, locked, permissions });
  const edits = command.changes.map((change, index) => {
    const path = rowPath(write, index, command.changes.length);
    return readEdit(
      write,
      { ...access, permission: permissions(change.id) },
      {
        values: change.values,
        path,
        problems,
        before: beforeOf(locked, change.id),
      },
    );
  });
  const { children, rowsOf } = await ruleEdits(write, access, edits, problems);
  const given = edits.map((edit) => ({ ...edit, values: edit.after }));
  await checkReferences(write, model, given, problems);
  await checkScopes(write, model, given, problems);
  await checkFiles(write, model, given, problems);
  problems.refuse();
  await completeEdits(write, model, { edits, rowsOf });
  await checkUnique(write, model, edits.map(uniqueRow));
  const changes = edits.map((edit) => {
    const rows = children.notes.get(idOf(edit));
    return { before: edit.before, after: edit.after, ...(rows ? { rows } : {}) };
  });
  const records = await storeChanges(write, model, { type: "updated", changes, looksBack: true });
  await checkTrees(write, model, edits.map(treeRow));
  const below = await editChildren(write, children);
  const parents = model.parent ? records.map((record) => textAt(record.after, "parent")) : [];
  const above = await recomputeParents(write, model, parents);
  const own: readonly ChangeBatch[] =
    records.length > 0 ? [batchOf(write, model.id, "updated", records)] : [];
  const revisions = new Map(records.map((record) => [record.id, Number(record.after["revision"])]));
  return {
    ids: edits.map(idOf),
    revisions: edits.map((edit) => revisions.get(idOf(edit)) ?? Number(edit.before["revision"])),
    batches: [...own, ...below, ...above],
  };
}

/** Has the rules judge all records and their child rows, with what other records they look up. */
async function ruleEdits(
  write: Write,
  access: RowAccess,
  edits: readonly Edit[],
  problems: Problems,
): Promise<{ readonly children: ChildPlan; readonly rowsOf: (id: string) => RowsByField }> {
  const { model } = access;
  const lookups = new RuleLookups(write);
  const stored = await liveChildren(write, model, edits.map(idOf));
  const settled = await lookUp(write, model, edits, { lookups, rowsOf: stored, stored });
  const childEdits = edits.map((edit) => childEdit(edit, settled.get(edit)?.filled));
  const children = await planChildren(write, access, { edits: childEdits, problems, lookups });
  const rowsOf = (id: string): RowsByField => new Map([...stored(id), ...children.rowsOf(id)]);
  // Only those whose rows are others now come to something else.
  const moved = edits.filter((_edit, index) => (childEdits[index]?.rows.size ?? 0) > 0);
  for (const [edit, again] of await lookUp(write, model, moved, { lookups, rowsOf, stored }))
    settled.set(edit, again);
  for (const [index, edit] of edits.entries()) {
    const rows = rowsOf(idOf(edit));
    for (const field of childEdits[index]?.rows.keys() ?? []) {
      const child = write.session.context.model(write.app, model.need(field).target ?? "");
      checkRows(model, { path: edit.path, field, child, rows: rows.get(field) ?? [] }, problems);
    }
    ruleEdit(write, model, edit, { rows, stored, problems, lookups, settled: settled.get(edit) });
  }
  await lookups.check(problems);
  return { children, rowsOf };
}

function beforeOf(locked: ReadonlyMap<string, Values>, id: string): Values {
  return locked.get(id.toLowerCase()) ?? {};
}

function idOf(edit: Edit): string {
  return textAt(edit.before, "id");
}

function uniqueRow(edit: Edit) {
  return { id: idOf(edit), path: edit.path, values: edit.after };
}

function treeRow(edit: Edit) {
  return { id: idOf(edit), path: edit.path, changed: edit.given };
}

function childEdit(edit: Edit, filled: RowsByField = new Map()): ChildEdit {
  const given = edit.input.children;
  const made = [...filled].filter(([field]) => !given.has(field));
  return {
    id: idOf(edit),
    path: edit.path,
    rows: made.length === 0 ? given : new Map([...given, ...made]),
    filled: new Set(made.map(([field]) => field)),
  };
}

interface LookUp {
  readonly lookups: RuleLookups;
  readonly rowsOf: (id: string) => RowsByField;
  readonly stored: (id: string) => RowsByField;
}

/** Settles the records with what their data linkages look up; answers nothing where there are no linkages. */
async function lookUp(
  write: Write,
  model: EntityModel,
  edits: readonly Edit[],
  { lookups, rowsOf, stored }: LookUp,
): Promise<Map<Edit, SettledRecord>> {
  const logic = entityRules(model);
  const known = new Map<Edit, SettledRecord>();
  if (!hasFills(logic)) return known;
  let open = edits;
  do {
    for (const edit of open) {
      const id = idOf(edit);
      const step = {
        values: edit.after,
        before: edit.before,
        given: new Set([...edit.given, ...edit.input.children.keys()]),
        rows: rowsOf(id),
        rowsBefore: stored(id),
        found: lookups.foundFor(model),
      };
      const settled = settleRecord(logic, step, environmentOptions(model, momentOf(write)));
      lookups.want(model, settled.wanted);
      known.set(edit, settled);
    }
    open = open.filter((edit) => (known.get(edit)?.wanted.length ?? 0) > 0);
  } while (await lookups.load());
  return known;
}

function refuseRepeated(write: Write, command: UpdateCommand, problems: Problems): void {
  const seen = new Set<string>();
  for (const [index, { id }] of command.changes.entries()) {
    const path = `${rowPath(write, index, command.changes.length)}id`;
    if (!isId(id)) problems.add(path, problemText.notId);
    else if (seen.has(id.toLowerCase())) problems.add(path, problemText.duplicateRecord);
    seen.add(String(id).toLowerCase());
  }
  problems.refuse();
}

interface EditInput {
  readonly values: unknown;
  readonly path: string;
  readonly problems: Problems;
  readonly before: Values;
}

function readEdit(write: Write, access: RowAccess, edit: EditInput): Edit {
  const { model, permission } = access;
  const { path, problems, before } = edit;
  const person = isPerson(write.actor);
  const input = parseInput(edit.values, path, { model, permission, person, creating: false, problems });
  return {
    path,
    before,
    after: { ...before, ...input.values },
    given: new Set(Object.keys(input.values)),
    input,
    permission,
  };
}

interface RuledEdit {
  /** The child rows as they will be, and as they are. */
  readonly rows: RowsByField;
  readonly stored: (id: string) => RowsByField;
  readonly problems: Problems;
  readonly lookups: RuleLookups;
  readonly settled: SettledRecord | undefined;
}

/** Has the rules judge the record; then asks for the values that the write takes away though they are required. */
function ruleEdit(
  write: Write,
  model: EntityModel,
  edit: Edit,
  { rows, stored, settled, ...ruling }: RuledEdit,
): void {
  const { path, before, after, input, permission } = edit;
  const given = new Set([...edit.given, ...input.children.keys()]);
  const { excused, set } = applyRules(
    { path, values: after, before, given, rows, rowsBefore: stored(idOf(edit)) },
    { model, permission, person: isPerson(write.actor), moment: momentOf(write), settled, ...ruling },
  );
  const { problems } = ruling;
  for (const id of set) edit.given.add(id);
  const emptied = [
    ...Object.entries(input.values).flatMap(([id, value]) => (value === null ? [id] : [])),
    ...[...input.children].flatMap(([id, list]) => (list.length === 0 ? [id] : [])),
  ];
  for (const id of emptied) {
    const isRequired = model.field(id)?.definition?.required === true && !excused.has(id);
    if (isRequired && !set.has(id) && !problems.has(`${path}${id}`))
      problems.add(`${path}${id}`, problemText.required);
  }
}

function momentOf(write: Write): WriteMoment {
  return { actor: write.actor, now: write.session.now };
}

async function completeEdits(
  write: Write,
  model: EntityModel,
  { edits, rowsOf }: { readonly edits: readonly Edit[]; readonly rowsOf: (id: string) => RowsByField },
): Promise<void> {
  const moved = edits.filter(
    (edit) => edit.given.has("owner") && edit.after["owner"] !== edit.before["owner"],
  );
  await fillTeams(
    write,
    model,
    moved.map((edit) => ({ values: edit.after, hasTeam: edit.given.has("team") })),
  );
  for (const edit of edits) {
    Object.assign(edit.after, settledByPools(write, model, edit));
    applyFormulas(model, edit.after, { moment: momentOf(write), children: rowsOf(idOf(edit)) });
  }
}
