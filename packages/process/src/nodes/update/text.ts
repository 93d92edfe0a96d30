/** Texts of the node. */
export const text = {
  name: { zh: "更新记录", en: "Update record" },
  description: {
    zh: "设置当前记录、它关联的记录或前面找到的记录的字段",
    en: "Sets fields of the record, of those it refers to, or of those found before",
  },
  reference: { zh: "更新哪条记录", en: "Which record" },
  referenceHelp: {
    zh: "不选表示当前记录；也可以选关联字段，或前面步骤找到的一条、多条记录",
    en: "The record itself, those a reference field points at, or those an earlier step has found",
  },
  values: { zh: "设置的值", en: "Values" },
  nothing: { zh: "还没有要设置的字段", en: "Nothing to set yet" },
  noReference: {
    zh: "关联字段已不存在，请重新选择",
    en: "The reference field no longer exists; choose another",
  },
  noValues: { zh: "请添加至少一个要设置的字段", en: "Add at least one field to set" },
  emptyReference: { zh: "没有要更新的记录，跳过", en: "There is no record to set anything on; skipped" },
} as const;
