import type { Expression } from "@mortise/expression";
import type { JsonObject } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";

type Extra = Omit<Partial<FieldDefinition>, "id" | "type" | "name">;

/** A field with its names; everything else is optional. */
export function field(
  id: string,
  type: string,
  [zh, en]: readonly [zh: string, en: string],
  extra: Extra = {},
): FieldDefinition {
  return { id, type, name: { zh, en }, ...extra };
}

/** An option as `[key, Chinese, English, colour]`. */
export type OptionRow = readonly [key: string, zh: string, en: string, color?: string];

/** Settings of a select or multi-select. */
export function options(...rows: readonly OptionRow[]): JsonObject {
  return {
    options: rows.map(([key, zh, en, color]) => ({ key, name: { zh, en }, ...(color ? { color } : {}) })),
  };
}

/** A stage as `[key, Chinese, English, colour, probability, outcome]`. */
export type StageRow = readonly [
  key: string,
  zh: string,
  en: string,
  color: string,
  probability: number,
  outcome: "open" | "won" | "lost" | "invalid",
];

/** Settings of a stage field. */
export function stages(...rows: readonly StageRow[]): JsonObject {
  return {
    options: rows.map(([key, zh, en, color, probability, outcome]) => ({
      key,
      name: { zh, en },
      color,
      probability,
      outcome,
    })),
  };
}

/** Settings of an automatic number such as `XS202611220001`. */
export function dailyNumber(prefix: string): JsonObject {
  return {
    parts: [
      { type: "literal", text: prefix },
      { type: "date", format: "yyyyMMdd" },
      { type: "counter", width: 4 },
    ],
    reset: "day",
  };
}

/** Settings of a formula with a number as result. */
export function amountFormula(expression: Expression): JsonObject {
  return { expression, resultKind: "money", currency: "CNY", decimals: 2 };
}
