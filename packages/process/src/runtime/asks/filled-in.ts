import { type LocalizedText, localize } from "@mortise/kit";
import {
  type Actor,
  type RecordValues,
  systemActor,
  type WorkItemRow,
  type WriteTransaction,
} from "@mortise/store";
import { decisionAsks } from "../../errors.ts";
import { type AskTerms, editableFields, requiredFields } from "../../model/ask-terms.ts";
import type { ProcessParts } from "../parts.ts";

/** What somebody filled in with a decision. */
export interface FilledIn {
  readonly values: RecordValues;
  /** Of the record, as it was when they saw it. */
  readonly revision?: number | undefined;
  /** Whether the required fields must hold something: not when it is refused or returned. */
  readonly mustBeComplete: boolean;
}

/**
 * Saves what the step lets people fill in, under the rules of every other write; refuses what it does not ask for, and a
 * decision that leaves out what must be filled in. FLOW_DECISION_ASKS names the fields.
 */
export async function saveFilledIn(
  parts: ProcessParts,
  transaction: WriteTransaction,
  { actor, item }: { readonly actor: Actor; readonly item: WorkItemRow },
  { values, revision, mustBeComplete }: FilledIn,
): Promise<void> {
  const { app, entity, record } = item;
  const terms: AskTerms = item.terms ?? {};
  const allowed = editableFields(terms);
  const { catalog } = parts.releases.current(app);
  const nameOf = (id: string): LocalizedText => catalog.field(entity, id)?.name ?? { zh: id, en: id };
  const about = (id: string, zh: string, en: string) => ({
    path: id,
    message: { zh: `“${localize(nameOf(id), "zh")}”${zh}`, en: `“${localize(nameOf(id), "en")}” ${en}` },
  });
  const others = Object.keys(values).filter((id) => !allowed.includes(id));
  const empty = mustBeComplete ? await leftEmpty(parts, transaction, item, values) : [];
  const details = [
    ...others.map((id) => about(id, "不在这一步填写", "is not filled in at this step")),
    ...empty.map((id) => about(id, "必须填写", "has to be filled in")),
  ];
  if (details.length > 0) throw decisionAsks({}, { details });
  if (Object.keys(values).length === 0) return;
  // The step grants these fields, whatever roles say; who filled them in stands in the history.
  const filler: Actor = { ...actor, admin: true };
  const change = { id: record, values, ...(revision === undefined ? {} : { revision }) };
  await transaction.execute(filler, app, [{ type: "update", entity, changes: [change] }], {
    type: "user",
    details: { ask: item.ask },
  });
}

/** Required fields that hold nothing, neither in what was sent nor in the record. */
async function leftEmpty(
  parts: ProcessParts,
  transaction: WriteTransaction,
  { app, entity, record, terms }: WorkItemRow,
  values: RecordValues,
): Promise<readonly string[]> {
  const { catalog } = parts.releases.current(app);
  const required = requiredFields(terms ?? {}).filter((id) => catalog.field(entity, id) !== undefined);
  if (required.length === 0) return [];
  const stored = (await transaction.get(systemActor, app, entity, record)).record;
  return required.filter((id) => isEmpty(Object.hasOwn(values, id) ? values[id] : stored[id]));
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
