import type { ValueKind } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "./catalog.ts";
import type { EntityDocument } from "./documents/entity.ts";

const SYSTEM_NAMES: Readonly<Record<string, LocalizedText>> = {
  id: { zh: "编号", en: "Id" },
  owner: { zh: "负责人", en: "Owner" },
  team: { zh: "团队", en: "Team" },
  created_at: { zh: "创建时间", en: "Created at" },
  created_by: { zh: "创建人", en: "Created by" },
  updated_at: { zh: "更新时间", en: "Updated at" },
  updated_by: { zh: "更新人", en: "Updated by" },
  revision: { zh: "版本", en: "Revision" },
  deleted_at: { zh: "删除时间", en: "Deleted at" },
  parent: { zh: "所属记录", en: "Parent record" },
  position: { zh: "序号", en: "Position" },
};

/** Whether a system field exists on an entity. */
export function hasSystemField(entity: EntityDocument, field: string): boolean {
  if (field === "owner" || field === "team") return entity.owned;
  if (field === "parent" || field === "position") return entity.parent !== undefined;
  return Object.hasOwn(SYSTEM_NAMES, field);
}

/** The kind of value of a field or system field; undefined when the entity has none of that id. */
export function kindOfField(catalog: Catalog, entity: string, field: string): ValueKind | undefined {
  const own = catalog.field(entity, field);
  if (own) return catalog.fieldTypes.kindOf(own);
  const document = catalog.find("entity", entity);
  if (!document || !hasSystemField(document, field)) return undefined;
  return catalog.scope(entity).variable(field)?.kind ?? "datetime";
}

/** What people call a field or system field; its id when there is none. */
export function fieldName(catalog: Catalog, entity: string, field: string): LocalizedText {
  return catalog.field(entity, field)?.name ?? systemFieldName(field) ?? { zh: field, en: field };
}

/** What people call a system field; undefined for other ids. */
export function systemFieldName(field: string): LocalizedText | undefined {
  return Object.hasOwn(SYSTEM_NAMES, field) ? SYSTEM_NAMES[field] : undefined;
}
