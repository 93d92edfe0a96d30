import { type FieldsOf, fieldType, findFieldType } from "@mortise/fields";
import { type Catalog, type EntityDocument, type FieldDefinition, fieldStorage } from "@mortise/metadata";
import type { EntityPermission } from "../app/app-model.ts";

const OWNED: readonly FieldDefinition[] = [
  { id: "owner", type: "user", name: { zh: "负责人", en: "Owner" }, readOnly: true },
  { id: "team", type: "team", name: { zh: "所属团队", en: "Team" }, readOnly: true },
];

const ALWAYS: readonly FieldDefinition[] = [
  { id: "created_at", type: "datetime", name: { zh: "创建时间", en: "Created" }, readOnly: true },
  { id: "created_by", type: "user", name: { zh: "创建人", en: "Created by" }, readOnly: true },
  { id: "updated_at", type: "datetime", name: { zh: "更新时间", en: "Updated" }, readOnly: true },
  { id: "updated_by", type: "user", name: { zh: "更新人", en: "Updated by" }, readOnly: true },
];

/** Fields of the system as they stand beside an entity's own. */
export function systemFields(entity: EntityDocument): readonly FieldDefinition[] {
  return entity.owned ? [...OWNED, ...ALWAYS] : ALWAYS;
}

/** All fields of an entity that the person may see, the system's last. */
export function shownFields(
  entity: EntityDocument,
  permission: EntityPermission,
): readonly FieldDefinition[] {
  return [...entity.fields, ...systemFields(entity)].filter(
    (field) => permission.fields[field.id] !== "hidden" && findFieldType(field.type) !== undefined,
  );
}

/** Fields that fit into one cell of a list: all but those kept in child rows. */
export function listFields(entity: EntityDocument, permission: EntityPermission): readonly FieldDefinition[] {
  return shownFields(entity, permission).filter((field) => fieldType(field.type).column(field) !== null);
}

/** The fields of an entity at which conditions of builders may look: all that is kept in the record, the system's last. */
export function comparedFields(entity: EntityDocument): readonly FieldDefinition[] {
  return [...entity.fields, ...systemFields(entity)].filter(
    (field) => (findFieldType(field.type)?.column(field) ?? null) !== null,
  );
}

/** The same by the id of the entity, for conditions that look at records behind references. */
export function comparedFieldsIn(catalog: Catalog): FieldsOf {
  return (id) => {
    const entity = catalog.find("entity", id);
    return entity ? comparedFields(entity) : [];
  };
}

/** Whether the person may change the field of a record. */
export function mayWrite(field: FieldDefinition, permission: EntityPermission): boolean {
  const access = permission.fields[field.id] ?? "write";
  return permission.update && access === "write" && !field.readOnly && !findFieldType(field.type)?.computed;
}

/** Whether the person may fill the field of a new record. */
export function mayFill(field: FieldDefinition, permission: EntityPermission): boolean {
  const access = permission.fields[field.id] ?? "write";
  return permission.create && access === "write" && !field.readOnly && !findFieldType(field.type)?.computed;
}

/** Whether a form can show the field's result while it is filled in: formulas over the form's own fields. */
export function isWorkedOut(catalog: Catalog, entity: string, field: FieldDefinition): boolean {
  const type = findFieldType(field.type);
  return type?.computed === "on-write" && fieldStorage(catalog, entity, field) === "column";
}

/** Whether lists may be sorted by the field: masked values cannot be. */
export function maySort(field: FieldDefinition, permission: EntityPermission): boolean {
  return findFieldType(field.type)?.sortable === true && permission.fields[field.id] !== "masked";
}

/** The field whose steps a record goes through, if the entity has one. */
export function stageField(entity: EntityDocument): FieldDefinition | undefined {
  return entity.fields.find((field) => findFieldType(field.type)?.logsTransitions);
}

/** Fields whose options can be the columns of a kanban, stages first. */
export function boardFields(
  entity: EntityDocument,
  permission: EntityPermission,
): readonly FieldDefinition[] {
  const fits = shownFields(entity, permission).filter((field) => {
    const type = fieldType(field.type);
    return !type.computed && type.groupable && type.options !== undefined && type.kind(field) === "option";
  });
  return fits.toSorted((a, b) => Number(logs(b)) - Number(logs(a)));
}

const logs = (field: FieldDefinition) => findFieldType(field.type)?.logsTransitions === true;

/** Columns of a list for which no view says anything: the title first, then the entity's own fields in order. */
export function defaultColumns(
  entity: EntityDocument,
  permission: EntityPermission,
): readonly { field: string }[] {
  const fields = listFields(entity, permission);
  const own = fields
    .filter((field) => entity.fields.includes(field) && field.id !== entity.titleField)
    .slice(0, 7);
  const owner = fields.filter((field) => field.id === "owner" || field.id === "created_at");
  const title = fields.filter((field) => field.id === entity.titleField);
  return [...title, ...own, ...owner].map((field) => ({ field: field.id }));
}

/** Entities whose rows appear in lists of their own. */
export function listedEntities(catalog: Catalog): readonly EntityDocument[] {
  return catalog.all("entity").filter((entity) => !entity.parent);
}
