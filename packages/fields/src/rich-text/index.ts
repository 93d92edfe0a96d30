import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { numberSetting } from "../setting-values.ts";
import { cleanText, isEmptyInput, textLength } from "../text-cleaning.ts";
import { paragraphs, plainText, sanitizeRichText } from "./sanitize.ts";

const DEFAULT_LENGTH = 10_000;
const LIMIT = 50_000;
/** Markup may be several times the text; beyond that it is no document. */
const MARKUP = 6;

/** Formatted text: headings, lists, links. Kept as HTML of which only harmless structure is left. */
export const richTextField = defineField({
  id: "rich-text",
  name: { zh: "富文本", en: "Rich text" },
  description: {
    zh: "带标题、列表、链接格式的长文，如方案、公告",
    en: "Text with headings, lists and links: a proposal, a notice",
  },
  group: "text",
  icon: "rich-text",
  width: 260,
  settings: [
    {
      id: "maxLength",
      name: { zh: "最多字数", en: "Maximum length" },
      kind: "number",
      min: 1,
      max: LIMIT,
      default: DEFAULT_LENGTH,
      help: {
        zh: "只算文字，不算格式；图片请用“图片”或“附件”字段",
        en: "Letters only, not formatting; pictures go into an image or attachment field",
      },
    },
  ],
  example: {
    settings: { maxLength: 2000 },
    values: ["<p>第一段</p>", "<p>One</p><p>Two &amp; three</p>"],
  },
  aggregates: ["count"],
  searchable: true,
  hasLongText: () => true,
  kind: () => "text",
  column: () => ({ type: "text" }),
  comparedAs: (field) => ({ ...field, type: "text", settings: {} }),
  parse: (input, field) => parseRichText(input, field),
  toText: (value) => (typeof value === "string" ? plainText(value) : ""),
  fromText: (text, field) =>
    isEmptyInput(text)
      ? ok(null)
      : parseRichText(paragraphs(cleanText(text.slice(0, LIMIT * MARKUP))), field),
  guess: (samples) => {
    const marked = samples.filter((sample) => /<(?:p|div|ul|h[1-6]|br)\b[^>]*>/i.test(sample)).length;
    return samples.length > 0 && marked / samples.length >= 0.5 ? 0.95 : 0;
  },
  jsonSchema: (field) => ({
    type: "string",
    contentMediaType: "text/html",
    description: `HTML; at most ${longest(field)} characters of text. Scripts, styles, pictures and frames are taken out`,
    example: "<p>第一段</p>",
  }),
  publicInput: (field) => ({ kind: "textarea", reads: "text", maxLength: longest(field) }),
});

function longest(field: FieldDefinition): number {
  return Math.min(LIMIT, numberSetting(field, "maxLength", DEFAULT_LENGTH));
}

function parseRichText(input: unknown, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  if (typeof input !== "string") return fail("请填写文字", "Enter text");
  const most = longest(field);
  if (input.length > LIMIT * MARKUP)
    return fail(`内容过大，最多 ${most} 个字`, `Too large: at most ${most} characters`);
  const given = cleanText(input);
  const html = sanitizeRichText(/<[a-z][^>]*>/i.test(given) ? given : paragraphs(given));
  const text = plainText(html);
  if (text === "") return ok(null);
  const length = textLength(text);
  return length > most
    ? fail(`最多 ${most} 个字，现在是 ${length} 个`, `At most ${most} characters, this has ${length}`)
    : ok(html);
}
