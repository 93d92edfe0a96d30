/** Texts of the node. */
export const text = {
  name: { zh: "决策表", en: "Decision table" },
  description: {
    zh: "按表格里的条件得出结果，例如 地区 × 行业 × 来源 → 团队",
    en: "Leads from values to results by a table: region × industry × source → team",
  },
  table: { zh: "表格", en: "The table" },
  hits: { zh: "几行都满足时", en: "When several rows fit" },
  first: { zh: "取第一行", en: "The first one counts" },
  all: {
    zh: "全部都算：人员和团队合在一起，数字相加",
    en: "All count: people and teams together, numbers added up",
  },
  fits: { zh: "有满足的行", en: "A row fits" },
  none: { zh: "没有满足的行", en: "No row fits" },
  noInput: { zh: "请添加至少一个条件列", en: "Add at least one column of conditions" },
  noResult: { zh: "请添加至少一个结果列", en: "Add at least one column of results" },
  noRow: { zh: "请添加至少一行", en: "Add at least one row" },
  noField: {
    zh: "条件列的字段已不存在，请重新选择",
    en: "The field of a column no longer exists; choose another",
  },
  noneFits: { zh: "表格里没有满足的行", en: "No row of the table fits" },
} as const;
