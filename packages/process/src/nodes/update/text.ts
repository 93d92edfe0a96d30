/** Texts of the node. */
export const text = {
  name: { zh: "更新记录", en: "Update record" },
  description: {
    zh: "设置当前记录或它关联的记录的字段",
    en: "Sets fields of the record or of one it refers to",
  },
  reference: { zh: "更新哪条记录", en: "Which record" },
  referenceHelp: {
    zh: "不选表示当前记录；也可以选一个关联字段",
    en: "The record itself, or the one a reference field points at",
  },
  values: { zh: "设置的值", en: "Values" },
  nothing: { zh: "还没有要设置的字段", en: "Nothing to set yet" },
  noReference: {
    zh: "关联字段已不存在，请重新选择",
    en: "The reference field no longer exists; choose another",
  },
  noValues: { zh: "请添加至少一个要设置的字段", en: "Add at least one field to set" },
  emptyReference: { zh: "关联记录为空，跳过", en: "No record is referred to, skipped" },
} as const;
