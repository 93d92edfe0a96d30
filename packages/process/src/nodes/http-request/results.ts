import type { Value } from "@mortise/expression";
import { findFieldType } from "@mortise/fields";
import type { Json, LocalizedText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { valueAt } from "../../model/hook.ts";
import type { NodeOutput } from "../../model/node-output.ts";
import type { Settings } from "../../model/settings.ts";
import { text } from "./text.ts";

/** What an answer may leave for later steps, by the field type it becomes. */
export const RESULT_TYPES = ["text", "number", "switch", "date", "datetime"] as const;

/** Numbers keep what decimals they come with. */
const EXACT = { settings: { decimals: 10, thousands: false } } as const;

/** One value of an answer that later steps use. */
export interface HttpResult {
  readonly path: string;
  readonly field: FieldDefinition;
}

/** The values that the settings take out of an answer. */
export function resultsOf(settings: Settings): readonly HttpResult[] {
  return settings
    .group("results")
    .items("rows")
    .flatMap((row) => {
      const id = row.text("id");
      if (id === undefined) return [];
      const type = RESULT_TYPES.find((one) => one === row.text("type")) ?? "text";
      const name = row.localized("name") ?? { zh: text.unnamed.zh, en: text.unnamed.en };
      return [{ path: row.text("path") ?? "", field: { id, type, name, ...EXACT } }];
    });
}

/** Outputs of the step: what is taken out of the answer, its status, and what went wrong. */
export function outputsOf(settings: Settings): readonly NodeOutput[] {
  return [
    ...resultsOf(settings).map(({ field }) => ({ field })),
    { field: { id: "status", type: "number", name: text.status } },
    { field: { id: "problem", type: "text", name: text.problem } },
  ];
}

/** What an answer leaves, and the names of what could not be read out of it. */
export function readResults(
  settings: Settings,
  body: Json,
  timeZone: string,
): { readonly values: Readonly<Record<string, Value>>; readonly unread: readonly LocalizedText[] } {
  const values: Record<string, Value> = {};
  const unread: LocalizedText[] = [];
  for (const { path, field } of resultsOf(settings)) {
    const found = valueAt(body, path);
    const value = found === undefined || found === null ? null : readValue(found, field, timeZone);
    values[field.id] = value ?? null;
    if (value === undefined || found === undefined) unread.push(field.name);
  }
  return { values, unread };
}

/** The value as a field of its type takes it, or as people would write it; undefined when it is neither. */
function readValue(found: Json, field: FieldDefinition, timeZone: string): Value | undefined {
  const type = findFieldType(field.type);
  if (!type) return undefined;
  const given = type.parse(found, field);
  if (given.ok) return plain(given.value, type.kind(field));
  const written = typeof found === "object" ? JSON.stringify(found) : String(found);
  const read = type.fromText(written, field, {
    locale: "zh",
    timeZone,
    label: () => undefined,
    find: () => undefined,
  });
  return read.ok ? plain(read.value, type.kind(field)) : undefined;
}

/** A number without the zeros behind its last digit. */
function plain(value: Value, kind: string): Value {
  const isDecimal = kind === "number" && typeof value === "string" && value.includes(".");
  return isDecimal ? value.replace(/\.?0+$/, "") : value;
}
