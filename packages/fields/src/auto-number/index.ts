import { fail, type LocalizedText, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { settingOf } from "../setting-values.ts";
import { textField } from "../text/index.ts";
import { cleanLine, isEmptyInput } from "../text-cleaning.ts";
import { DEFAULT_PARTS, numberingOf, readPart, RESET_PERIODS } from "./numbering.ts";

const LONGEST = 100;

const RESET_NAMES: Readonly<Record<(typeof RESET_PERIODS)[number], LocalizedText>> = {
  never: { zh: "不重置", en: "Never" },
  day: { zh: "每天", en: "Every day" },
  week: { zh: "每周（周一起）", en: "Every week (from Monday)" },
  month: { zh: "每月", en: "Every month" },
  year: { zh: "每年", en: "Every year" },
};

/** A number given once to each new record by the system, such as `XS202611220001`. Numbers may have gaps. */
export const autoNumberField = defineField({
  id: "auto-number",
  name: { zh: "自动编号", en: "Auto number" },
  description: {
    zh: "新建记录时自动生成的编号，如 XS202611220001",
    en: "Given to each new record, such as XS202611220001",
  },
  group: "computed",
  icon: "digits",
  width: 160,
  settings: [
    {
      id: "parts",
      name: { zh: "编号组成", en: "Parts" },
      kind: "custom",
      editor: "number-parts",
      required: true,
      default: DEFAULT_PARTS,
    },
    {
      id: "reset",
      name: { zh: "重新计数", en: "Start counting again" },
      kind: "choice",
      default: "never",
      choices: RESET_PERIODS.map((period) => ({ value: period, name: RESET_NAMES[period] })),
    },
    {
      id: "next",
      name: { zh: "起始号", en: "First number" },
      kind: "number",
      min: 1,
      max: 9_999_999_999,
      default: 1,
      help: {
        zh: "每个周期从这个号开始；已经用到更大的号时接着往下编，不会重复",
        en: "Each period starts here; a counter that is further already goes on, so that no number occurs twice",
      },
    },
    {
      id: "overflow",
      name: { zh: "流水号位数用完时", en: "When the digits are used up" },
      kind: "choice",
      default: "grow",
      choices: [
        { value: "grow", name: { zh: "自动增加一位", en: "Add a digit" } },
        { value: "refuse", name: { zh: "不再新建，并提示", en: "Refuse new records and say so" } },
      ],
    },
  ],
  example: {
    settings: {
      parts: [
        { type: "literal", text: "XS" },
        { type: "date", format: "yyyyMMdd" },
        { type: "counter", width: 4 },
      ],
      reset: "day",
    },
    values: ["XS202611220001"],
  },
  aggregates: ["count"],
  computed: "on-create",
  comparedAs: ({ id, name }) => ({ id, name, type: textField.id }),
  searchable: true,
  sortable: true,
  canBeUnique: true,
  kind: () => "text",
  column: () => ({ type: "text" }),
  numbering: numberingOf,
  parse: (input) => readNumber(input),
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text) => readNumber(text),
  checkSettings: (field) => checkParts(field),
  jsonSchema: () => ({ type: "string", readOnly: true }),
});

/** Old numbers may come in by import. */
function readNumber(input: unknown): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  if (typeof input !== "string" && typeof input !== "number")
    return fail("编号应为文字", "The number has to be text");
  const text = cleanLine(String(input));
  return text.length > LONGEST
    ? fail(`编号最多 ${LONGEST} 个字`, `At most ${LONGEST} characters`)
    : ok(text || null);
}

function checkParts(field: FieldDefinition): readonly LocalizedText[] {
  const stored = settingOf(field, "parts");
  if (stored === undefined) return [];
  const parts = Array.isArray(stored) ? stored.map(readPart) : [];
  if (parts.length === 0 || parts.includes(undefined)) {
    return [{ zh: "编号组成不完整", en: "The parts of the number are incomplete" }];
  }
  const counters = parts.filter((part) => part?.type === "counter").length;
  return counters === 1
    ? []
    : [{ zh: "编号需要且只能有一个流水号", en: "A number needs exactly one counter" }];
}
