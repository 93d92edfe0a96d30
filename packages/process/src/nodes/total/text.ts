/** Texts of the node. */
export const text = {
  name: { zh: "统计", en: "Count or total" },
  description: {
    zh: "统计满足条件的记录：有几条，或某个数字的合计、平均、最大、最小",
    en: "How many records meet conditions, or the sum, average, greatest or least of a number",
  },
  of: { zh: "统计什么", en: "What to work out" },
  count: { zh: "有几条", en: "How many there are" },
  sum: { zh: "合计", en: "The sum" },
  avg: { zh: "平均", en: "The average" },
  max: { zh: "最大", en: "The greatest" },
  min: { zh: "最小", en: "The least" },
  field: { zh: "哪个数字", en: "Of which number" },
  result: { zh: "统计结果", en: "The result" },
  noEntity: { zh: "请选择要统计什么", en: "Choose what to look at" },
  noField: { zh: "请选择要统计的数字字段", en: "Choose the number to work with" },
  nothing: { zh: "没有记录可统计", en: "There is nothing to work it out from" },
} as const;
