/** Texts of the formula editor. */
export const text = {
  hint: {
    zh: "用 [字段名] 引用字段，例如 [数量] * [单价]",
    en: "Refer to fields as [Name], for example [Quantity] * [Price]",
  },
  insertField: { zh: "插入字段", en: "Insert field" },
  functions: { zh: "函数", en: "Functions" },
  search: { zh: "搜索函数，如 求和、SUM", en: "Search functions, such as SUM" },
  noFunction: { zh: "没有找到函数", en: "No function found" },
  example: { zh: "例", en: "Example" },
  gives: { zh: "得到", en: "gives" },
  nothing: { zh: "空", en: "empty" },
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
  result: { zh: "结果：{kind}", en: "Result: {kind}" },
  suggestions: { zh: "可选的字段和函数", en: "Fields and functions to choose from" },
  place: { zh: "第 {n} 个字", en: "character {n}" },
  also: { zh: "也可写", en: "also" },
} as const;
