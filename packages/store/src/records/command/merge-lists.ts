import { canonicalJson, isPlainObject } from "@mortise/kit";
import type { Value } from "@mortise/expression";
import type { ChangeBatch } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { textAt, type Values } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { Command, MergeChoice, RecordValues } from "../record-command.ts";
import { fieldNotAllowed, fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import { batchOf, isPerson, type Write } from "../session/write-session.ts";
import { idsIn, loadLinks } from "./links.ts";
import { liveChildren } from "./live-children.ts";
import { lockRows } from "./lock-rows.ts";
import { storeChanges } from "./store-changes.ts";

/** What becomes of each list field; those that are not in it go by the rule of their kind. */
export type MergeChoices = ReadonlyMap<string, MergeChoice>;

const CHOICES: ReadonlySet<unknown> = new Set(["keep", "take", "both"]);

/** The two records of a merge as they are stored. */
export interface MergePair {
  readonly survivor: Values;
  readonly loser: Values;
}

/** The choices of a merge, checked: they name fields that hold many and that the writer may write. */
export function mergeChoices(
  { model, permission, actor }: RowAccess,
  { lists = {} }: Extract<Command, { type: "merge" }>,
): MergeChoices {
  for (const [id, choice] of Object.entries(lists)) {
    const field = model.need(id);
    if (!CHOICES.has(choice)) throw queryInvalid({ part: `lists.${id}`, reason: String(choice) });
    if (!isList(field)) throw fieldUnsuitable({ field: id, operation: "merge" });
    if (isPerson(actor) && accessTo(permission, id) !== "write") throw fieldNotAllowed({ field: id });
  }
  return new Map(Object.entries(lists));
}

function isList({ kind, storage, columnType }: ModelField): boolean {
  const isArray = columnType?.endsWith("[]") === true || columnType === "jsonb";
  return kind === "rows" || storage === "links" || isArray;
}

/** New values of the lists that stand in columns. */
export function mergedValues(
  model: EntityModel,
  choices: MergeChoices,
  { survivor, loser }: MergePair,
): RecordValues {
  const chosen = model.columns.filter((field) => (choices.get(field.id) ?? "keep") !== "keep");
  return Object.fromEntries(
    chosen.map(({ id }) => {
      const [own, other] = [survivor[id] ?? null, loser[id] ?? null];
      return [id, choices.get(id) === "take" ? other : united(own, other)];
    }),
  );
}

/** Both lists, each item once; files are the same by their id. */
function united(own: Value, other: Value): Value {
  if (!Array.isArray(own) || !Array.isArray(other)) return own ?? other;
  const key = (item: unknown): string =>
    isPlainObject(item) && "id" in item ? canonicalJson(item["id"]) : canonicalJson(item);
  const known = new Set(own.map(key));
  // Both are lists of the same field, so of the same kind of item.
  return [...own, ...other.filter((item) => !known.has(key(item)))] as Value;
}

interface LinkReading {
  readonly choices: MergeChoices;
  readonly pair: MergePair;
  /** Values given field by field, which hold instead. */
  readonly given: RecordValues;
}

/** The lists of several references that the survivor shall hold, for fields in which they are to change. */
export async function linkChoices(
  write: Write,
  model: EntityModel,
  { choices, pair, given }: LinkReading,
): Promise<ReadonlyMap<ModelField, readonly string[]>> {
  const fields = model.linkFields.filter(({ id }) => !Object.hasOwn(given, id) && choices.get(id) !== "keep");
  const [survivor, loser] = [{ ...pair.survivor }, { ...pair.loser }];
  await loadLinks(write, model, { records: [survivor, loser], fields });
  const own = new Set([textAt(survivor, "id"), textAt(loser, "id")]);
  return new Map(
    fields.map((field) => {
      const kept = choices.get(field.id) === "take" ? [] : idsIn(survivor[field.id]);
      const ids = [...new Set([...kept, ...idsIn(loser[field.id])])];
      // A record that was linked with its double would be linked with itself.
      return [field, ids.filter((id) => !own.has(id))];
    }),
  );
}

/**
 * Gives the survivor its lists of several references. Uniting needs no right to the field: like the references of others,
 * it follows from the merge.
 */
export async function mergeLinks(
  write: Write,
  model: EntityModel,
  {
    survivor,
    links,
  }: { readonly survivor: string; readonly links: ReadonlyMap<ModelField, readonly string[]> },
): Promise<readonly ChangeBatch[]> {
  const [before] = (await lockRows(write, model, [survivor])).values();
  if (!before || links.size === 0) return [];
  await loadLinks(write, model, { records: [before], fields: [...links.keys()] });
  const lists = [...links].map(([{ id }, ids]) => [id, ids.length > 0 ? ids : null] as const);
  const changes = [{ before, after: { ...before, ...Object.fromEntries(lists) } }];
  const records = await storeChanges(write, model, { type: "updated", changes });
  return records.length > 0 ? [batchOf(write, model.id, "updated", records)] : [];
}

/** Child rows of the loser follow behind those of the survivor, or take their place, or go to the bin with the loser. */
export async function mergeRows(
  write: Write,
  model: EntityModel,
  { choices, from, to }: { readonly choices: MergeChoices; readonly from: string; readonly to: string },
): Promise<readonly ChangeBatch[]> {
  const fields = model.childFields.filter(({ id }) => choices.get(id) !== "keep");
  const stored = await liveChildren(write, model, [from, to], new Set(fields.map(({ id }) => id)));
  const batches: ChangeBatch[] = [];
  for (const field of fields) {
    const child = write.session.context.model(write.app, field.target ?? "");
    const own = stored(to).get(field.id) ?? [];
    const isTaken = choices.get(field.id) === "take";
    const deletedAt = write.session.now.toISOString();
    const gone = isTaken
      ? own.map((row) => ({ before: { ...row }, after: { ...row, deleted_at: deletedAt } }))
      : [];
    const first = isTaken ? 0 : own.length;
    const moved = (stored(from).get(field.id) ?? []).map((row, index) => ({
      before: { ...row },
      after: { ...row, parent: to, position: first + index },
    }));
    for (const [type, changes] of [
      ["deleted", gone],
      ["updated", moved],
    ] as const) {
      const records = await storeChanges(write, child, { type, changes });
      if (records.length > 0) batches.push(batchOf(write, child.id, type, records));
    }
  }
  return batches;
}
