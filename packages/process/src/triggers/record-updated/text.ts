/** Texts of the trigger. */
export const text = {
  name: { zh: "修改记录", en: "Record updated" },
  description: { zh: "所选字段的值变化时开始", en: "Starts when the value of a chosen field changes" },
  fields: { zh: "哪些字段变化", en: "Which fields change" },
  fieldsHelp: { zh: "不选表示任何字段", en: "None chosen means any field" },
} as const;
