import { type LocalizedText, type Result, ok } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { checkOptions, optionName, optionsOf } from "../option-list.ts";
import { parseOption, readOption } from "../select/index.ts";
import { optionsSetting } from "../setting-specs.ts";

/** An ordered series of steps, each with a probability and an outcome; moves are logged with their dwell time. */
export const stageField = defineField({
  id: "stage",
  name: { zh: "阶段", en: "Stage" },
  description: {
    zh: "商机阶段、线索状态：有先后、赢率和结果，自动记录停留时间",
    en: "Ordered steps with probability and outcome; time spent is logged",
  },
  group: "choice",
  icon: "stage",
  width: 130,
  settings: [{ ...optionsSetting, kind: "custom", editor: "stage-options" }],
  example: {
    settings: {
      options: [
        {
          key: "contact",
          name: { zh: "初步接触", en: "First contact" },
          color: "blue",
          probability: 10,
          outcome: "open",
        },
        {
          key: "quote",
          name: { zh: "方案报价", en: "Quotation" },
          color: "gold",
          probability: 50,
          outcome: "open",
        },
        { key: "won", name: { zh: "赢单", en: "Won" }, color: "green", probability: 100, outcome: "won" },
        { key: "lost", name: { zh: "输单", en: "Lost" }, color: "red", probability: 0, outcome: "lost" },
      ],
    },
    values: ["contact", "won"],
  },
  aggregates: ["count", "countDistinct"],
  sortable: true,
  groupable: true,
  logsTransitions: true,
  kind: () => "option",
  column: () => ({ type: "text" }),
  options: optionsOf,
  parse: (input, field): Result<string | null> => parseOption(input, field),
  toText: (value, field, { locale }) => (typeof value === "string" ? optionName(field, value, locale) : ""),
  fromText: (text, field): Result<string | null> => (text.trim() === "" ? ok(null) : readOption(text, field)),
  checkSettings: (field) => [...checkOptions(field), ...checkStages(field)],
  jsonSchema: (field) => ({ type: "string", enum: optionsOf(field).map((option) => option.key) }),
  publicInput: (field) => ({ kind: "select", reads: "value", options: optionsOf(field) }),
});

function checkStages(field: FieldDefinition): readonly LocalizedText[] {
  const problems: LocalizedText[] = [];
  for (const { name, probability } of optionsOf(field)) {
    if (probability !== undefined && (probability < 0 || probability > 100)) {
      problems.push({
        zh: `阶段“${name.zh || name.en}”的赢率应在 0 到 100 之间`,
        en: `The probability of stage "${name.en || name.zh}" has to be between 0 and 100`,
      });
    }
  }
  return problems;
}
