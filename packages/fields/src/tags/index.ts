import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { choiceShare } from "../choice-guess.ts";
import { defineField } from "../field-type.ts";
import { numberSetting, switchSetting, textSetting } from "../setting-values.ts";
import { cleanLine, foldText, isEmptyInput, textLength } from "../text-cleaning.ts";

/** What parts one tag from the next; a tag holds none of it. */
const SEPARATOR = /\s*[,，、;；|\n]\s*/;
const LONGEST = 30;
const MOST = 50;
const DEFAULT_MOST = 20;
const TAG_HEADER = /标签|关键词|tags?|labels?|keywords?/i;

/** Words that people make up as they need them; the same word in another case or width is the same tag. */
export const tagsField = defineField({
  id: "tags",
  name: { zh: "标签", en: "Tags" },
  description: {
    zh: "随手添加的多个标签，已用过的会提示",
    en: "Words added as needed; those in use are suggested",
  },
  named: /标签$|\btags?$/i,
  group: "choice",
  icon: "tag",
  width: 180,
  settings: [
    {
      id: "presets",
      name: { zh: "常用标签", en: "Suggested tags" },
      kind: "long-text",
      help: { zh: "每行一个，填写时优先提示", en: "One per line; offered first" },
    },
    {
      id: "closed",
      name: { zh: "只能用常用标签", en: "Only the suggested ones" },
      kind: "switch",
      default: false,
      help: {
        zh: "关闭时，任何能填写的人都可以新建标签",
        en: "When off, whoever fills the field in may add tags",
      },
    },
    {
      id: "most",
      name: { zh: "最多几个", en: "Most tags" },
      kind: "number",
      min: 1,
      max: MOST,
      default: DEFAULT_MOST,
    },
  ],
  example: { settings: { presets: "重点\n老客户" }, values: [["重点"], ["老客户", "Export"]] },
  aggregates: ["count"],
  groupable: true,
  kind: () => "options",
  column: () => ({ type: "text[]" }),
  parse: (input, field) => parseTags(input, field),
  toText: (value, _field, { locale }) =>
    Array.isArray(value)
      ? value.filter((tag) => typeof tag === "string").join(locale === "zh" ? "，" : ", ")
      : "",
  fromText: (text, field) => parseTags(text.split(SEPARATOR), field),
  guess: (samples, header) => {
    if (!TAG_HEADER.test(header) || samples.length === 0) return 0;
    const parts = samples.flatMap((sample) => sample.split(SEPARATOR));
    const isShort = parts.every((part) => textLength(part.trim()) <= LONGEST);
    // Few words that keep coming back are better chosen from a list.
    return isShort ? (choiceShare(parts) > 0.5 ? 0.6 : 0.78) : 0;
  },
  jsonSchema: (field) => ({
    type: "array",
    uniqueItems: true,
    maxItems: mostOf(field),
    items: { type: "string", maxLength: LONGEST },
  }),
  publicInput: () => ({ kind: "input", type: "text", reads: "text", maxLength: 500 }),
});

/** The tags a builder suggests, in their order. */
export function presetTags(field: FieldDefinition): readonly string[] {
  return textSetting(field, "presets", "")
    .split("\n")
    .map(cleanLine)
    .filter((tag) => tag !== "");
}

/** How many tags a record may have. */
export function mostOf(field: FieldDefinition): number {
  return Math.min(MOST, Math.max(1, numberSetting(field, "most", DEFAULT_MOST)));
}

function parseTags(input: unknown, field: FieldDefinition): Result<readonly string[] | null> {
  const given: unknown = typeof input === "string" ? [input] : input;
  if (isEmptyInput(given)) return ok(null);
  if (!Array.isArray(given) || !given.every((tag) => typeof tag === "string"))
    return fail("请填写标签", "Enter tags");
  const presets = new Map(presetTags(field).map((tag) => [foldText(tag), tag]));
  const tags = new Map<string, string>();
  for (const raw of given.slice(0, MOST * 2)) {
    const tag = cleanLine(raw).trim();
    const problem = tagProblem(tag, presets, field);
    if (problem) return problem;
    const folded = foldText(tag);
    if (folded !== "" && !tags.has(folded)) tags.set(folded, presets.get(folded) ?? tag);
  }
  const most = mostOf(field);
  if (tags.size > most) return fail(`最多 ${most} 个标签`, `At most ${most} tags`);
  return ok(tags.size === 0 ? null : [...tags.values()]);
}

function tagProblem(
  tag: string,
  presets: ReadonlyMap<string, string>,
  field: FieldDefinition,
): Result<never> | undefined {
  const shown = tag.slice(0, LONGEST);
  if (textLength(tag) > LONGEST)
    return fail(
      `标签“${shown}…”太长，最多 ${LONGEST} 个字`,
      `The tag "${shown}…" is longer than ${LONGEST} characters`,
    );
  if (SEPARATOR.test(tag))
    return fail(
      `标签“${shown}”里不能有逗号、顿号或分号`,
      `The tag "${shown}" may not hold commas or semicolons`,
    );
  const isClosed = switchSetting(field, "closed") && presets.size > 0;
  return isClosed && tag !== "" && !presets.has(foldText(tag))
    ? fail(`没有“${shown}”这个标签`, `There is no tag "${shown}"`)
    : undefined;
}
