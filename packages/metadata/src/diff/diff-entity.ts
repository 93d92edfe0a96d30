import { quoted, quotedAs } from "../document-name.ts";
import type { EntityDocument, FieldDefinition } from "../documents/entity.ts";
import { type ChangeList, changedProperties, compareLists, type PropertyNames } from "./change.ts";
import type { DiffContext } from "./diff-context.ts";
import { diffField } from "./diff-field.ts";
import { diffRules } from "./diff-rules.ts";
import { keyChanges } from "./key-changes.ts";

const ENTITY_PROPERTIES: PropertyNames<EntityDocument> = {
  plural: { zh: "列表名称", en: "list name" },
  icon: { zh: "图标", en: "icon" },
  color: { zh: "颜色", en: "colour" },
  description: { zh: "说明", en: "description" },
  titleField: { zh: "标题字段", en: "title field" },
  uniqueRules: { zh: "不重复规则", en: "unique rules" },
  searchFields: { zh: "搜索范围", en: "searched fields" },
  owned: { zh: "是否有负责人", en: "ownership" },
  pool: { zh: "公海规则", en: "public pool" },
  parent: { zh: "上级", en: "parent" },
  timeline: { zh: "时间线", en: "timeline" },
};

/** Changes of an entity: its fields, their options, and its own properties. */
export function diffEntity(
  before: EntityDocument,
  after: EntityDocument,
  list: ChangeList,
  { after: catalog }: DiffContext,
): void {
  const keys = keyChanges(before, after);
  const former = new Map([...keys].map(([old, key]) => [key, old]));
  // A field under a new key is the same field.
  const old = before.fields.map((field) => ({ ...field, id: keys.get(field.id) ?? field.id }));
  const fields = compareLists(old, after.fields, ({ id }) => id);
  list.addParts(fields, {
    nameOf: ({ name }) => quotedAs({ zh: "字段", en: "field" }, name),
    subjectOf: ({ id }) => ({ part: "field", field: id }),
    gone: "删除",
  });
  for (const pair of fields.kept) {
    const key = former.get(pair.after.id);
    if (key !== undefined) sayKey(key, pair.after, list);
    diffField(pair.before, pair.after, list, catalog.fieldTypes);
  }
  if (fields.reordered) list.add("changed", { zh: "调整了字段顺序", en: "fields reordered" });
  diffRules(before, after, list);
  list.addChanged(changedProperties(before, after, ENTITY_PROPERTIES));
}

function sayKey(former: string, { id, name }: FieldDefinition, list: ChangeList): void {
  const { zh, en } = quoted(name);
  list.add(
    "changed",
    { zh: `字段${zh}的标识由 ${former} 改为 ${id}`, en: `field ${en}: key changed from ${former} to ${id}` },
    { part: "field", field: id, aspect: "key" },
  );
}
