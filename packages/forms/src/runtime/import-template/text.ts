/** Texts of import templates. */
export const templateText = {
  example: { zh: "示例", en: "Example" },
  guide: { zh: "填写说明", en: "How to fill in" },
  field: { zh: "列", en: "Column" },
  rules: { zh: "要求", en: "What it takes" },
  sample: { zh: "示例", en: "Example" },
  yes: { zh: "是", en: "Yes" },
  needed: { zh: "必填", en: "Required" },
  unique: { zh: "不能与其他记录重复", en: "Unlike that of any other record" },
  several: { zh: "可填多个，用逗号分隔", en: "Several are separated by commas" },
  people: {
    zh: "填姓名；重名时填手机号、邮箱或工号",
    en: "A name; where two share it, the mobile, e-mail or employee number",
  },
  dates: { zh: "格式如 2026-03-15", en: "Such as 2026-03-15" },
  moments: { zh: "格式如 2026-03-15 09:30", en: "Such as 2026-03-15 09:30" },
  file: { zh: "{entity}-导入模板.xlsx", en: "{entity}-import-template.xlsx" },
} as const;
