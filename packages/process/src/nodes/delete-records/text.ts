/** Texts of the node. */
export const text = {
  name: { zh: "删除记录", en: "Delete records" },
  description: {
    zh: "把关联的或前面找到的记录移到回收站，可以恢复",
    en: "Moves records that a field refers to, or that were found before, to the recycle bin",
  },
  reference: { zh: "删除哪些记录", en: "Which records" },
  referenceHelp: {
    zh: "选一个关联字段，或前面步骤找到的一条、多条记录",
    en: "A reference field, or the record or records that an earlier step has found",
  },
  noReference: { zh: "请选择要删除哪些记录", en: "Choose which records to delete" },
  nothing: { zh: "没有要删除的记录，跳过", en: "There is nothing to delete; skipped" },
} as const;
