import type { LocalizedText } from "@mortise/kit";

/** Texts of the strategy. */
export const text = {
  name: { zh: "已有记录的负责人（查重归属）", en: "The owner of an existing record" },
  lookups: { zh: "在哪里找，比对什么", en: "Where to look, and what is compared" },
  lookupsHelp: {
    zh: "从上到下找，同一处以最新的记录为准。手机号只比数字；其他文本不分大小写、全半角和空格。要比的字段空着就不找。找不到，或找到的人不能接，就用下一条规则",
    en: "From top to bottom, of one place the newest record first. Of telephone numbers only the digits count, of other texts neither case, width nor spaces. Where a field is empty nothing is looked for. When nobody is found, or whoever is found cannot take it, the next rule is tried",
  },
  evenOff: { zh: "请假或不在值班时间也归他", en: "Also while they are on leave or off duty" },
  evenFull: { zh: "到了分配上限也归他", en: "Also when they are at a limit" },
  noLookup: { zh: "请选择在哪里找", en: "Choose where to look" },
  noEntity: { zh: "请选择有负责人的实体", en: "Choose an entity whose records have owners" },
  noMatch: { zh: "请选择比对的字段", en: "Choose the fields to compare" },
  notComparable: {
    zh: "这两个字段不能比对：请选择两个文本字段，或指向同一种记录的关联",
    en: "These fields cannot be compared: choose two of text, or two that lead to the same kind of record",
  },
  nobody: { zh: "没有找到已有的负责人", en: "no existing owner was found" },
  same: (entity: LocalizedText, fields: readonly LocalizedText[]): LocalizedText => ({
    zh: `${fields.map(({ zh }) => zh).join("、")}相同的${entity.zh}`,
    en: `${entity.en} with the same ${fields.map(({ en }) => en).join(" and ")}`,
  }),
  theirs: (name: string, says: LocalizedText | undefined): LocalizedText => ({
    zh: `负责人${name}${says ? `：${says.zh}` : "，分给 TA"}`,
    en: `owned by ${name}${says ? `: ${says.en}` : ", chosen"}`,
  }),
  none: { zh: "没有，或没有负责人", en: "none, or none with an owner" },
  kept: (name: string): LocalizedText => ({
    zh: `归原负责人${name}`,
    en: `Goes to ${name}, the existing owner`,
  }),
  cannot: (name: string, says: LocalizedText): LocalizedText => ({
    zh: `原负责人${name}：${says.zh}`,
    en: `the existing owner ${name}: ${says.en}`,
  }),
} as const;
