/** Texts of the node. */
export const text = {
  name: { zh: "查找多条记录", en: "Find records" },
  description: {
    zh: "按条件找出多条记录，后面可以逐条处理、批量修改或统计",
    en: "Finds all records that meet conditions: to go through them, change them or count them",
  },
  limit: { zh: "最多几条", en: "At most" },
  limitHelp: { zh: "最多 1000 条；没有填写时 100 条", en: "1,000 at the very most; 100 when left empty" },
  records: { zh: "找到的记录", en: "The records found" },
  first: { zh: "第一条", en: "The first one" },
  count: { zh: "找到几条", en: "How many were found" },
  noEntity: { zh: "请选择要查找什么", en: "Choose what to look for" },
} as const;
