/** Texts of the editor for the parts of an automatic number. */
export const text = {
  literal: { zh: "固定文字", en: "Fixed text" },
  date: { zh: "日期", en: "Date" },
  field: { zh: "其他字段的值", en: "Value of a field" },
  counter: { zh: "流水号", en: "Counter" },
  width: { zh: "位数", en: "Digits" },
  preview: { zh: "示例：", en: "Example: " },
  remove: { zh: "删除这一部分", en: "Remove this part" },
} as const;
