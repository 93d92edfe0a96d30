/** Texts of the tag editor. */
export const text = {
  add: { zh: "输入后按回车添加", en: "Type and press Enter" },
} as const;
