import { isPlainObject, type LocalizedText } from "@mortise/kit";
import { quoted } from "../document-name.ts";
import type { EntityDocument, FieldDefinition } from "../documents/entity.ts";
import {
  type ChangeList,
  changedProperties,
  compareLists,
  isSame,
  joinNames,
  type PropertyNames,
} from "./change.ts";
import type { DiffContext } from "./diff-context.ts";

const ENTITY_PROPERTIES: PropertyNames<EntityDocument> = {
  plural: { zh: "列表名称", en: "list name" },
  icon: { zh: "图标", en: "icon" },
  color: { zh: "颜色", en: "colour" },
  description: { zh: "说明", en: "description" },
  titleField: { zh: "标题字段", en: "title field" },
  searchFields: { zh: "搜索范围", en: "searched fields" },
  owned: { zh: "是否有负责人", en: "ownership" },
  pool: { zh: "公海规则", en: "public pool" },
  parent: { zh: "上级", en: "parent" },
  timeline: { zh: "时间线", en: "timeline" },
};

const FIELD_PROPERTIES: PropertyNames<FieldDefinition> = {
  help: { zh: "提示", en: "help text" },
  required: { zh: "是否必填", en: "required" },
  unique: { zh: "是否唯一", en: "unique" },
  readOnly: { zh: "是否只读", en: "read-only" },
  default: { zh: "默认值", en: "default value" },
};

/** Changes of an entity: its fields, their options, and its own properties. */
export function diffEntity(
  before: EntityDocument,
  after: EntityDocument,
  list: ChangeList,
  { after: catalog }: DiffContext,
): void {
  const fields = compareLists(before.fields, after.fields, ({ id }) => id);
  for (const field of fields.added) {
    const name = quoted(field.name);
    list.add(
      "added",
      { zh: `新增字段${name.zh}`, en: `field ${name.en} added` },
      { part: "field", field: field.id },
    );
  }
  for (const field of fields.removed) {
    const name = quoted(field.name);
    list.add(
      "removed",
      { zh: `删除字段${name.zh}`, en: `field ${name.en} removed` },
      { part: "field", field: field.id },
    );
  }
  for (const pair of fields.kept) {
    diffField(pair.before, pair.after, list, (type) => catalog.fieldTypes.typeName(type));
  }
  if (fields.reordered) list.add("changed", { zh: "调整了字段顺序", en: "fields reordered" });
  const properties = changedProperties(before, after, ENTITY_PROPERTIES);
  if (properties.length > 0) {
    const names = joinNames(properties);
    list.add("changed", { zh: `修改了${names.zh}`, en: `${names.en} changed` });
  }
}

function diffField(
  before: FieldDefinition,
  after: FieldDefinition,
  list: ChangeList,
  typeName: (type: string) => LocalizedText,
): void {
  if (isSame(before, after)) return;
  const name = quoted(after.name);
  const subject = { part: "field", field: after.id } as const;
  if (!isSame(before.name, after.name)) {
    const old = quoted(before.name);
    list.add(
      "changed",
      {
        zh:
          old.zh === name.zh
            ? `字段${name.zh}的英文名称由${old.en}改为${name.en}`
            : `字段${old.zh}改名为${name.zh}`,
        en:
          old.en === name.en
            ? `field ${name.en} renamed in Chinese from ${old.zh} to ${name.zh}`
            : `field ${old.en} renamed to ${name.en}`,
      },
      subject,
    );
  }
  if (before.type !== after.type) {
    const [from, to] = [typeName(before.type), typeName(after.type)];
    list.add(
      "changed",
      {
        zh: `字段${name.zh}的类型由${from.zh}改为${to.zh}`,
        en: `field ${name.en} changed from ${from.en} to ${to.en}`,
      },
      subject,
    );
  }
  const properties = [
    ...changedProperties(before, after, FIELD_PROPERTIES),
    ...(isSame(withoutOptions(before), withoutOptions(after)) ? [] : [{ zh: "设置", en: "settings" }]),
  ];
  if (properties.length > 0) {
    const names = joinNames(properties);
    list.add(
      "changed",
      { zh: `字段${name.zh}修改了${names.zh}`, en: `field ${name.en}: ${names.en} changed` },
      subject,
    );
  }
  diffOptions(before, after, list);
}

interface Option {
  readonly key: string;
  readonly name: LocalizedText;
}

function optionsOf(field: FieldDefinition): readonly Option[] {
  const options: unknown = field.settings?.["options"];
  return Array.isArray(options) ? options.filter(isOption) : [];
}

function isOption(value: unknown): value is Option {
  if (!isPlainObject(value) || typeof value["key"] !== "string") return false;
  const name = value["name"];
  return isPlainObject(name) && typeof name["zh"] === "string" && typeof name["en"] === "string";
}

function withoutOptions(field: FieldDefinition): object {
  const { options: _listed, ...rest } = field.settings ?? {};
  return rest;
}

function diffOptions(before: FieldDefinition, after: FieldDefinition, list: ChangeList): void {
  const field = quoted(after.name);
  const options = compareLists(optionsOf(before), optionsOf(after), ({ key }) => key);
  const subject = (option: Option) => ({ part: "option", field: after.id, option: option.key }) as const;
  for (const option of options.added) {
    const name = quoted(option.name);
    list.add(
      "added",
      { zh: `字段${field.zh}新增选项${name.zh}`, en: `field ${field.en}: option ${name.en} added` },
      subject(option),
    );
  }
  for (const option of options.removed) {
    const name = quoted(option.name);
    list.add(
      "removed",
      { zh: `字段${field.zh}删除选项${name.zh}`, en: `field ${field.en}: option ${name.en} removed` },
      subject(option),
    );
  }
  for (const { before: old, after: next } of options.kept) {
    if (isSame(old, next)) continue;
    const name = quoted(next.name);
    list.add(
      "changed",
      { zh: `字段${field.zh}修改了选项${name.zh}`, en: `field ${field.en}: option ${name.en} changed` },
      subject(next),
    );
  }
  if (options.reordered) {
    list.add("changed", {
      zh: `字段${field.zh}调整了选项顺序`,
      en: `field ${field.en}: options reordered`,
    });
  }
}
