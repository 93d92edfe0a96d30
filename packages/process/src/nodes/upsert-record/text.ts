/** Texts of the node. */
export const text = {
  name: { zh: "更新或新建", en: "Update or create" },
  description: {
    zh: "按关键字段找记录：找到就更新，找不到就新建",
    en: "Updates the record with the same key, or creates one when there is none",
  },
  entity: { zh: "更新或新建什么", en: "What to update or create" },
  keys: { zh: "哪些字段相同就是同一条", en: "Fields that tell records apart" },
  keysHelp: {
    zh: "这些字段的值在下面设置；为空时不做任何事",
    en: "Their values are set below; when one is empty nothing is done",
  },
  values: { zh: "设置的值", en: "Values" },
  record: { zh: "更新或新建的记录", en: "The record" },
  noEntity: { zh: "请选择要更新或新建什么", en: "Choose what to update or create" },
  noKeys: { zh: "请选择至少一个关键字段", en: "Choose at least one field that tells records apart" },
  noKeyValue: { zh: "关键字段也要设置值", en: "The fields that tell records apart need a value, too" },
  emptyKey: { zh: "关键字段为空，跳过", en: "A field that tells records apart is empty; skipped" },
  written: { zh: "已提交", en: "Written" },
} as const;
