import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { maximumLengthSetting, minimumLengthSetting } from "../setting-specs.ts";
import { numberSetting } from "../setting-values.ts";
import { cleanText, isEmptyInput, textLength } from "../text-cleaning.ts";

const DEFAULT_LENGTH = 20_000;
/** A text of ten megabytes; the API takes twice that in one call. */
const LIMIT = 10 * 1024 * 1024;

/** Text of several lines. */
export const longTextField = defineField({
  id: "long-text",
  name: { zh: "多行文本", en: "Long text" },
  description: { zh: "需求、备注、跟进内容等成段文字", en: "Paragraphs: needs, notes, follow-ups" },
  named:
    /(备注|说明|描述|内容|详情|需求|原因|意见|建议|简介|摘要)$|\b(notes?|remarks?|description|comments?|details|requirements|reason)$/i,
  group: "text",
  icon: "document",
  width: 260,
  settings: [
    minimumLengthSetting,
    maximumLengthSetting(DEFAULT_LENGTH, LIMIT),
    { id: "rows", name: { zh: "显示行数", en: "Rows shown" }, kind: "number", min: 2, max: 20, default: 4 },
  ],
  example: { settings: {}, values: ["第一行\n第二行", "Plain"] },
  aggregates: ["count"],
  searchable: true,
  canBeUnique: true,
  hasLongText: () => true,
  kind: () => "text",
  column: () => ({ type: "text" }),
  parse: (input, field) => parseLongText(input, field),
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text, field) => parseLongText(text, field),
  guess: (samples) => {
    const long = samples.filter((sample) => sample.trim().includes("\n") || textLength(sample) > 80).length;
    return samples.length > 0 && long / samples.length > 0.1 ? 0.5 : 0;
  },
  jsonSchema: (field) => ({ type: "string", maxLength: numberSetting(field, "maxLength", DEFAULT_LENGTH) }),
  publicInput: (field) => ({
    kind: "textarea",
    reads: "text",
    maxLength: numberSetting(field, "maxLength", DEFAULT_LENGTH),
  }),
});

function parseLongText(input: unknown, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  if (typeof input !== "string" && typeof input !== "number") return fail("请填写文字", "Enter text");
  const text = cleanText(String(input));
  if (text === "") return ok(null);
  const length = textLength(text);
  const longest = Math.min(numberSetting(field, "maxLength", DEFAULT_LENGTH), LIMIT);
  const shortest = numberSetting(field, "minLength", 0);
  if (length > longest) {
    return fail(
      `最多 ${longest} 个字，现在是 ${length} 个`,
      `At most ${longest} characters, this has ${length}`,
    );
  }
  return length < shortest ? fail(`至少填写 ${shortest} 个字`, `At least ${shortest} characters`) : ok(text);
}
