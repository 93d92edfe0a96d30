import type { FieldDefinition } from "@mortise/metadata";
import { shortKey } from "@mortise/kit";
import type { Settings } from "../settings.ts";

/** Before a name, it is what the flow was called with: `$input.amount`. No step has this id. */
export const INPUT = "input";
/** Likewise of what the flow gives back. */
export const OUTPUT = "output";

/** What an input or output may be, by the field type it becomes. */
export const VALUE_TYPES = [
  "text",
  "number",
  "switch",
  "date",
  "datetime",
  "user",
  "team",
  "reference",
  "references",
] as const;

/** Types that say of which entity their records are. */
export const RECORD_TYPES: readonly string[] = ["reference", "references"];

/** Something that a flow takes when it is called. */
export interface CallInput {
  readonly field: FieldDefinition;
  readonly isRequired: boolean;
}

/** What a flow takes when it is called, and what it gives back. */
export interface CallSignature {
  readonly inputs: readonly CallInput[];
  readonly outputs: readonly FieldDefinition[];
}

const UNNAMED = { zh: "未命名", en: "Unnamed" };
/** Numbers keep what decimals they come with. */
const EXACT = { decimals: 10, thousands: false } as const;

/** The inputs that settings declare under `inputs`. */
export function inputsIn(settings: Settings): readonly CallInput[] {
  return settings
    .items("inputs")
    .flatMap((row) => fieldIn(row).map((field) => ({ field, isRequired: row.flag("required") })));
}

/** The outputs that settings declare under `outputs`. */
export function outputsIn(settings: Settings): readonly FieldDefinition[] {
  return settings.items("outputs").flatMap(fieldIn);
}

function fieldIn(row: Settings): readonly FieldDefinition[] {
  const id = row.text("id");
  if (id === undefined) return [];
  const type = VALUE_TYPES.find((one) => one === row.text("type")) ?? "text";
  const entity = row.text("entity");
  const records = RECORD_TYPES.includes(type) && entity !== undefined ? { settings: { entity } } : {};
  const number = type === "number" ? { settings: EXACT } : {};
  return [{ id, type, name: row.localized("name") ?? UNNAMED, ...records, ...number }];
}

/** An id for another input or output. */
export function newValueId(): string {
  return `v${shortKey(6)}`;
}
