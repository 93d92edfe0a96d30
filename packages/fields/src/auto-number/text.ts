/** Texts of the editor for the parts of an automatic number. */
export const text = {
  literal: { zh: "固定文字", en: "Fixed text" },
  date: { zh: "日期", en: "Date" },
  field: { zh: "其他字段的值", en: "Value of a field" },
  counter: { zh: "流水号", en: "Counter" },
  width: { zh: "位", en: "digits" },
  moveUp: { zh: "前移", en: "Move forwards" },
  formats: {
    yyyyMMdd: { zh: "年月日", en: "Year, month, day" },
    yyyyMM: { zh: "年月", en: "Year and month" },
    yyyy: { zh: "年", en: "Year" },
  },
  preview: { zh: "示例：", en: "Example: " },
  remove: { zh: "删除这一部分", en: "Remove this part" },
} as const;
