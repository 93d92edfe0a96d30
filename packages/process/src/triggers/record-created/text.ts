/** Texts of the trigger. */
export const text = {
  name: { zh: "新建记录", en: "Record created" },
  description: {
    zh: "有新记录时开始：手工新建、导入、表单或接口",
    en: "Starts with every new record: by hand, import, form or API",
  },
} as const;
