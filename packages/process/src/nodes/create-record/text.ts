/** Texts of the node. */
export const text = {
  name: { zh: "新建记录", en: "Create record" },
  description: {
    zh: "根据当前记录新建另一个实体的记录",
    en: "Makes a record of another entity from this one",
  },
  entity: { zh: "新建什么", en: "What to create" },
  link: { zh: "关联回当前记录的字段", en: "Field that links back" },
  linkHelp: {
    zh: "新记录里指向当前记录的关联字段",
    en: "The reference field of the new record that points here",
  },
  record: { zh: "新建的记录", en: "The new record" },
  values: { zh: "字段的值", en: "Values" },
  noEntity: { zh: "请选择要新建的实体", en: "Choose what to create" },
  noLink: { zh: "这个字段不能关联到当前实体", en: "This field does not refer to the flow's entity" },
} as const;
