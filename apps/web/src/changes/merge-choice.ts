import type { RecordData } from "@mortise/contract";
import { fieldType } from "@mortise/fields";
import { canonicalJson } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";

/** Whose value the record that stays holds: its own, the other's, or of fields that hold many, both. */
export type MergeChoice = "keep" | "take" | "both";

/** Choices by field; fields that are not in it go by `usualChoice`. */
export type MergeChoices = Readonly<Record<string, MergeChoice>>;

const LISTS: ReadonlySet<string> = new Set(["rows", "references", "options", "users", "teams", "files"]);
const UNITED: ReadonlySet<string> = new Set(["rows", "references"]);

/** Whether a field holds many, so that both its values can be kept. */
export function holdsMany(field: FieldDefinition): boolean {
  return LISTS.has(fieldType(field.type).kind(field));
}

/** What becomes of a field unless something else is chosen: as the server does it. */
export function usualChoice(field: FieldDefinition): MergeChoice {
  return UNITED.has(fieldType(field.type).kind(field)) ? "both" : "keep";
}

/** Whether there is anything to choose: the values differ, and the other record has something to give. */
export function isChoice(field: FieldDefinition, survivor: RecordData, loser: RecordData): boolean {
  const [own, other] = [survivor[field.id] ?? null, loser[field.id] ?? null];
  const isEmpty = other === null || (Array.isArray(other) && other.length === 0);
  return canonicalJson(own) !== canonicalJson(other) && !(holdsMany(field) && isEmpty);
}

/** What a merge tells the server. */
export function mergeBody(
  entity: EntityDocument,
  loser: RecordData,
  choices: MergeChoices,
): { readonly values: Record<string, unknown>; readonly lists: Record<string, MergeChoice> } {
  const chosen = entity.fields.flatMap((field) => {
    const choice = choices[field.id];
    return choice === undefined ? [] : [{ field, choice }];
  });
  const taken = chosen.filter(({ field, choice }) => !holdsMany(field) && choice === "take");
  const lists = chosen.filter(({ field }) => holdsMany(field));
  return {
    values: Object.fromEntries(taken.map(({ field }) => [field.id, loser[field.id] ?? null])),
    lists: Object.fromEntries(lists.map(({ field, choice }) => [field.id, choice])),
  };
}
