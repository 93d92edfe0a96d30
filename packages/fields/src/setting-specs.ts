import type { Json, SettingSpec } from "@mortise/kit";

/** Digits after the decimal point. */
export function decimalsSetting(fallback: number): SettingSpec {
  return {
    id: "decimals",
    name: { zh: "小数位数", en: "Decimals" },
    kind: "number",
    min: 0,
    max: 10,
    default: fallback,
  };
}

/** Smallest allowed number. */
export const minimumSetting: SettingSpec = {
  id: "min",
  name: { zh: "最小值", en: "Minimum" },
  kind: "number",
};

/** Largest allowed number. */
export const maximumSetting: SettingSpec = {
  id: "max",
  name: { zh: "最大值", en: "Maximum" },
  kind: "number",
};

/** Longest allowed text; `limit` is both the default and the upper end. */
export function maximumLengthSetting(fallback: number, limit: number): SettingSpec {
  return {
    id: "maxLength",
    name: { zh: "最多字数", en: "Maximum length" },
    kind: "number",
    min: 1,
    max: limit,
    default: fallback,
  };
}

/** Shortest allowed text. */
export const minimumLengthSetting: SettingSpec = {
  id: "minLength",
  name: { zh: "最少字数", en: "Minimum length" },
  kind: "number",
  min: 0,
  max: 10_000,
};

/** The list of options of a choice field. */
export const optionsSetting: SettingSpec = {
  id: "options",
  name: { zh: "选项", en: "Options" },
  kind: "options",
  required: true,
  default: [],
};

/** Whoever may fill the field in may add an option to its list. */
export const userMayAddSetting: SettingSpec = {
  id: "userMayAdd",
  name: { zh: "填写时可以新增选项", en: "Options may be added while filling in" },
  kind: "switch",
  default: false,
  help: {
    zh: "能填写此字段的成员可以直接输入新选项，立即对所有人生效并留下记录；公开表单除外",
    en: "Members who may fill the field in can type a new option; it is there for everybody at once, and noted. Not on public forms",
  },
};

/** The entity that a relation points at. */
export const entitySetting: SettingSpec = {
  id: "entity",
  name: { zh: "关联的实体", en: "Related entity" },
  kind: "entity",
  required: true,
};

/** What becomes of a record when the one it points at goes into the recycle bin. */
export const deleteRuleSetting: SettingSpec = {
  id: "onDelete",
  name: { zh: "对方被删除时", en: "When the other record is deleted" },
  kind: "choice",
  default: "clear",
  help: {
    zh: "必填的关联不能清空，等同于不允许删除",
    en: "A required reference cannot be emptied: the other record cannot be deleted then",
  },
  choices: [
    { value: "clear", name: { zh: "清空此字段", en: "Empty this field" } },
    { value: "restrict", name: { zh: "不允许删除对方", en: "Do not let it be deleted" } },
    { value: "cascade", name: { zh: "一起删除", en: "Delete this record too" } },
  ],
};

/** Whether a computed value is kept in a column: quick to sort and filter by, and brought up to date on every write. */
export const storedSetting: SettingSpec = {
  id: "stored",
  name: { zh: "保存结果", en: "Keep the result" },
  kind: "switch",
  default: false,
  help: {
    zh: "保存后在大量数据上筛选、排序更快；不保存则每次查看时实时计算",
    en: "Kept results are quicker to filter and sort by in large lists; others are worked out whenever they are shown",
  },
};

/** More than one person or team may be chosen. */
export const multipleSetting: SettingSpec = {
  id: "multiple",
  name: { zh: "允许多选", en: "Allow several" },
  kind: "switch",
  default: false,
};

/** The teams whose people, or which themselves with those below, may be chosen. */
export const scopeSetting: SettingSpec = {
  id: "within",
  name: { zh: "可选范围（团队及下级）", en: "Only from these teams and those below" },
  kind: "teams",
  help: {
    zh: "留空表示全部可选；已在记录里的不受影响",
    en: "Empty means all of them; whoever stands in a record already may stay",
  },
};

/** The settings a new field starts with: the declared defaults. */
export function defaultSettings(specs: readonly SettingSpec[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    specs.flatMap((spec) => (spec.default === undefined ? [] : [[spec.id, spec.default] as const])),
  );
}
