import { FIELD_GROUPS, type FieldGroup, type FieldType, fieldTypes } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import { pinyin } from "pinyin-pro";

/** Names of the groups of field types. */
export const FIELD_GROUP_NAMES: Readonly<Record<FieldGroup, LocalizedText>> = {
  text: { zh: "文本", en: "Text" },
  number: { zh: "数字", en: "Numbers" },
  time: { zh: "日期时间", en: "Dates" },
  choice: { zh: "选择", en: "Choices" },
  people: { zh: "人员团队", en: "People" },
  relation: { zh: "关联", en: "Relations" },
  file: { zh: "文件", en: "Files" },
  computed: { zh: "自动计算", en: "Computed" },
};

/** The field types of one group, in the order of the palette. */
export interface TypeGroup {
  readonly group: FieldGroup;
  readonly types: readonly FieldType[];
}

/**
 * Whether what somebody typed means a name: a part of it in either language, or of its pinyin, or the first letters of
 * its syllables (`rqqj` for 日期区间).
 */
export function nameMatches(name: LocalizedText, typed: string): boolean {
  const word = typed.normalize("NFKC").trim().toLowerCase();
  if (word === "") return true;
  return spellings(name).some((spelling) => spelling.includes(word));
}

const spelled = new WeakMap<LocalizedText, readonly string[]>();

function spellings(name: LocalizedText): readonly string[] {
  const known = spelled.get(name);
  if (known) return known;
  const syllables = pinyin(name.zh, { toneType: "none", type: "array", nonZh: "consecutive" });
  const initials = pinyin(name.zh, {
    pattern: "first",
    toneType: "none",
    type: "array",
    nonZh: "consecutive",
  });
  const made = [name.zh, name.en, syllables.join(""), initials.join("")].map((text) => text.toLowerCase());
  spelled.set(name, made);
  return made;
}

/** The field types that what was typed means, by group; by their name first of all, else by what they are for. */
export function searchFieldTypes(typed: string): readonly TypeGroup[] {
  const word = typed.trim().toLowerCase();
  const named = fieldTypes.filter((type) => nameMatches(type.name, word) || type.id.includes(word));
  const described = fieldTypes.filter((type) => nameMatches(type.description, word));
  const found = new Set(named.length > 0 ? named : described);
  return FIELD_GROUPS.flatMap((group) => {
    const types = fieldTypes.filter((type) => type.group === group && found.has(type));
    return types.length > 0 ? [{ group, types }] : [];
  });
}
