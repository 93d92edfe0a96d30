/** Texts of the node. */
export const text = {
  name: { zh: "查找一条记录", en: "Find a record" },
  description: {
    zh: "按条件找出一条记录，后面的步骤可以使用它的字段",
    en: "Finds the first record that meets conditions; later steps use its fields",
  },
  record: { zh: "找到的记录", en: "The record found" },
  found: { zh: "找到了", en: "Found" },
  notFound: { zh: "没有找到", en: "Not found" },
  noEntity: { zh: "请选择要查找什么", en: "Choose what to look for" },
} as const;
