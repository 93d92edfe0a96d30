import type { Value } from "@mortise/expression";
import { findFieldType } from "@mortise/fields";
import type { Json, LocalizedText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { valueAt } from "../model/hook.ts";
import { missing } from "../model/checks.ts";
import type { SettingProblem } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";

/** What an answer may leave for later steps, by the field type it becomes. */
export const RESULT_TYPES = ["text", "number", "switch", "date", "datetime"] as const;

/** Numbers keep what decimals they come with. */
const EXACT = { settings: { decimals: 10, thousands: false } } as const;

const UNNAMED: LocalizedText = { zh: "未命名", en: "Unnamed" };

/** One value of an answer that later steps use. */
export interface TypedResult {
  readonly path: string;
  readonly field: FieldDefinition;
}

/** The values that the settings take out of an answer. */
export function resultsOf(settings: Settings): readonly TypedResult[] {
  return settings
    .group("results")
    .items("rows")
    .flatMap((row) => {
      const id = row.text("id");
      if (id === undefined) return [];
      const type = RESULT_TYPES.find((one) => one === row.text("type")) ?? "text";
      const name = row.localized("name") ?? UNNAMED;
      return [{ path: row.text("path") ?? "", field: { id, type, name, ...EXACT } }];
    });
}

const NO_NAME: LocalizedText = { zh: "请给要用的内容起个名字", en: "Give the value a name" };
const NO_PATH: LocalizedText = {
  zh: "请选择用回答里的哪个值",
  en: "Choose which value of the answer it is",
};

/** Complaints about the values that are taken out of an answer. */
export function checkResults(settings: Settings): readonly SettingProblem[] {
  return settings
    .group("results")
    .items("rows")
    .flatMap((row, index) => {
      const at = `results.rows.${index}`;
      if (row.localized("name") === undefined) return [missing(`${at}.name`, NO_NAME)];
      return row.get("path") === undefined ? [missing(`${at}.path`, NO_PATH)] : [];
    });
}

/** What an answer leaves, and what could not be read out of it. */
export interface ReadResults {
  readonly values: Readonly<Record<string, Value>>;
  readonly unread: readonly FieldDefinition[];
}

/** The values that the settings name, read out of an answer. */
export function readResults(settings: Settings, body: Json, timeZone: string): ReadResults {
  const values: Record<string, Value> = {};
  const unread: FieldDefinition[] = [];
  for (const { path, field } of resultsOf(settings)) {
    const found = valueAt(body, path);
    const value = found === undefined || found === null ? null : readValue(found, field, timeZone);
    values[field.id] = value ?? null;
    if (value === undefined || found === undefined) unread.push(field);
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
