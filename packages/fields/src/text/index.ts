import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { maximumLengthSetting, minimumLengthSetting } from "../setting-specs.ts";
import { localizedSetting, numberSetting, textSetting } from "../setting-values.ts";
import { cleanLine, isEmptyInput, textLength } from "../text-cleaning.ts";

const DEFAULT_LENGTH = 200;
const LIMIT = 1000;
/** Characters of four bytes that surely fit into an index entry. */
const INDEXED_LENGTH = 600;

/** One line of text. Trimmed; line breaks become spaces. */
export const textField = defineField({
  id: "text",
  name: { zh: "单行文本", en: "Text" },
  description: { zh: "姓名、标题、微信号等一行文字", en: "One line: a name, a title, an account" },
  group: "text",
  icon: "text",
  width: 160,
  settings: [
    minimumLengthSetting,
    maximumLengthSetting(DEFAULT_LENGTH, LIMIT),
    {
      id: "pattern",
      name: { zh: "格式（正则表达式）", en: "Format (regular expression)" },
      kind: "text",
      help: { zh: "留空表示不限制；需匹配整段文字", en: "Empty means anything; has to match the whole text" },
    },
    {
      id: "patternMessage",
      name: { zh: "格式不符时的提示", en: "Message when the format does not fit" },
      kind: "localized-text",
    },
    {
      id: "scan",
      name: { zh: "可以扫码填写", en: "Can be filled in by scanning" },
      kind: "switch",
      help: {
        zh: "输入框里多一个按钮，用摄像头或照片识别条码、二维码",
        en: "A button in the field reads a bar code or QR code by the camera or from a photo",
      },
    },
  ],
  example: { settings: { maxLength: 50 }, values: ["张伟", "Ann O'Hara"] },
  aggregates: ["count", "countDistinct"],
  searchable: true,
  searchedAs: "names",
  sortable: true,
  groupable: true,
  canBeUnique: true,
  hasLongText: (field) => numberSetting(field, "maxLength", DEFAULT_LENGTH) > INDEXED_LENGTH,
  kind: () => "text",
  column: () => ({ type: "text" }),
  parse: (input, field) => parseText(input, field),
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text, field) => parseText(text, field),
  guess: (samples) => (samples.length > 0 ? 0.2 : 0.1),
  guessSettings: (samples) => ({
    maxLength: Math.max(DEFAULT_LENGTH, ...samples.map((sample) => Math.min(LIMIT, textLength(sample) * 2))),
  }),
  jsonSchema: (field) => ({ type: "string", maxLength: numberSetting(field, "maxLength", DEFAULT_LENGTH) }),
  publicInput: (field) => ({
    kind: "input",
    type: "text",
    reads: "text",
    maxLength: numberSetting(field, "maxLength", DEFAULT_LENGTH),
  }),
  checkSettings: (field) => {
    const pattern = textSetting(field, "pattern", undefined);
    return pattern === undefined || compile(pattern)
      ? []
      : [{ zh: "格式不是有效的正则表达式", en: "The format is not a valid regular expression" }];
  },
});

function parseText(input: unknown, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  if (typeof input !== "string" && typeof input !== "number") return fail("请填写文字", "Enter text");
  const text = cleanLine(String(input));
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
  if (length < shortest) return fail(`至少填写 ${shortest} 个字`, `At least ${shortest} characters`);
  const pattern = textSetting(field, "pattern", undefined);
  if (pattern !== undefined && compile(pattern)?.test(text) === false) {
    const message = localizedSetting(field, "patternMessage", {
      zh: "格式不正确",
      en: "The format does not fit",
    });
    return { ok: false, error: message };
  }
  return ok(text);
}

const compiled = new Map<string, RegExp | null>();

/** The pattern as an expression for the whole text; null when it is not valid. */
function compile(pattern: string): RegExp | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  let expression: RegExp | null = null;
  try {
    expression = new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    // Not valid: reported by checkSettings; at run time the rule is left out rather than blocking all input.
  }
  compiled.set(pattern, expression);
  return expression;
}
