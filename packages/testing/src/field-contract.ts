import type { Value } from "@mortise/expression";
import type { FieldContext, FieldType, FileValue } from "@mortise/fields";
import { isPlainObject, type Locale, LOCALES, type LocalizedText, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { describe, expect, test } from "vitest";

const GARBAGE: readonly unknown[] = [
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  1e300,
  12n,
  true,
  {},
  [[]],
  [null],
  [{}],
  { __proto__: null },
  { length: 3 },
  "\u0000",
  "\ud800",
  "🧩🧩",
  "constructor",
  "__proto__",
  "1e999999999",
  "0x10",
  "(1",
  "%",
  "¥",
  "9".repeat(400),
  " a ".repeat(5000),
  "2026-02-30",
  "2026-13-01T99:99:99Z",
  "+86",
  "https://",
  "@",
  "，；、",
  Symbol("garbage"),
  () => "garbage",
  new Date(Number.NaN),
];

const NAMES: Readonly<Record<string, string>> = { "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d": "张伟" };

/** A context in which one id has a name. */
export function fieldContext(locale: Locale = "zh"): FieldContext {
  return {
    locale,
    timeZone: "Asia/Shanghai",
    label: (id) => NAMES[id],
    find: (_target, text) => Object.keys(NAMES).find((id) => NAMES[id] === text),
  };
}

/** A field of that type with its example settings. */
export function exampleField(type: FieldType, changes: Partial<FieldDefinition> = {}): FieldDefinition {
  return {
    id: "example",
    type: type.id,
    name: { zh: "示例", en: "Example" },
    settings: type.example.settings,
    ...changes,
  };
}

/** What every field type promises; run once per entry of the registry. */
export function describeFieldContract(type: FieldType): void {
  describe(`field type ${type.id}`, () => {
    const field = exampleField(type);
    speaksBothLanguages(type);
    keepsValues(type, field);
    survivesGarbage(type, field);
    test("stores nothing for empty input", () => {
      for (const empty of [null, undefined, "", "   ", []]) {
        expect(type.parse(empty, field)).toEqual({ ok: true, value: null });
      }
      expect(type.fromText("  ", field, fieldContext())).toEqual({ ok: true, value: null });
      expect(type.toText(null, field, fieldContext())).toBe("");
    });
    test("guesses between 0 and 1", () => {
      for (const samples of [[], [""], ["a"], ["1", "2"], ["是", "否"], type.example.values.map(String)]) {
        const guess = type.guess?.(samples, "手机 phone 金额 地区") ?? 0;
        expect(guess).toBeGreaterThanOrEqual(0);
        expect(guess).toBeLessThanOrEqual(1);
        expect(type.guessSettings?.(samples) ?? {}).toBeTypeOf("object");
      }
    });
  });
}

/** Finds the files of a value by their names, as if they came beside a list. */
function fileOf(value: Value): FieldContext["file"] {
  const files = Array.isArray(value) ? value.filter((file) => isPlainObject(file)) : [];
  // Values of file types are lists of files.
  return (name) => files.find((file) => file["name"] === name) as FileValue | undefined;
}

function speaksBothLanguages(type: FieldType): void {
  test("has an id, an icon and every text in both languages", () => {
    expect(type.id).toMatch(/^[a-z][a-z-]*$/);
    expect(type.icon).not.toBe("");
    const texts: LocalizedText[] = [type.name, type.description];
    for (const setting of type.settings) {
      texts.push(setting.name, ...(setting.help ? [setting.help] : []));
      texts.push(...(setting.choices ?? []).map((choice) => choice.name));
    }
    for (const text of texts) for (const locale of LOCALES) expect(text[locale].trim()).not.toBe("");
  });
}

function keepsValues(type: FieldType, field: FieldDefinition): void {
  test("keeps its example values through parse, in one form", () => {
    expect(type.example.values.length).toBeGreaterThan(0);
    for (const value of type.example.values) expect(type.parse(value, field)).toEqual({ ok: true, value });
  });

  test.runIf(type.importable !== false)("reads back the text it writes, in both languages", () => {
    for (const locale of LOCALES) {
      for (const value of type.example.values) {
        const context = { ...fieldContext(locale), file: fileOf(value) };
        const text = type.toText(value, field, context);
        expect(text).not.toBe("");
        expect(type.fromText(text, field, context)).toEqual({ ok: true, value });
      }
    }
  });

  test("has a column that fits its kind", () => {
    const column = type.column(field);
    expect(column === null).toBe(type.kind(field) === "rows");
    const types =
      /^(?:text|numeric\(\d+,\d+\)|date|daterange|time|timestamptz|boolean|uuid|text\[\]|uuid\[\]|jsonb)$/;
    expect(column?.type ?? "text").toMatch(types);
  });
}

function survivesGarbage(type: FieldType, field: FieldDefinition): void {
  test("answers garbage with a reason in both languages, and never throws", () => {
    expect.hasAssertions();
    for (const input of GARBAGE) {
      expectAnswer(type, field, type.parse(input, field));
      if (typeof input === "string") expectAnswer(type, field, type.fromText(input, field, fieldContext()));
    }
  });

  test("works with no settings and with broken settings", () => {
    for (const settings of [
      {},
      Object.fromEntries(type.settings.map(({ id }) => [id, [{ broken: true }]])),
    ]) {
      const broken = exampleField(type, { settings });
      expect(type.kind(broken)).toBeTypeOf("string");
      type.column(broken);
      for (const value of type.example.values) expectResult(type.parse(value, broken));
    }
  });
}

function expectAnswer(type: FieldType, field: FieldDefinition, result: Result<Value>): void {
  expectResult(result);
  if (!result.ok) return;
  expect(type.parse(result.value, field)).toEqual(result);
  expect(type.toText(result.value, field, fieldContext("en"))).toBeTypeOf("string");
}

function expectResult(result: Result<Value>): void {
  expect(result.ok).toBeTypeOf("boolean");
  if (result.ok) return;
  for (const locale of LOCALES) expect(result.error[locale]).not.toBe("");
}
