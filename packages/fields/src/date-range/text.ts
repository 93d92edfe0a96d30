/** Texts of the range editor. */
export const text = {
  start: { zh: "开始日期", en: "First day" },
  end: { zh: "结束日期", en: "Last day" },
} as const;
