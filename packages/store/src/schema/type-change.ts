import type { Catalog, EntityDocument, FieldDefinition, Problem } from "@mortise/metadata";
import { canonicalType, safeCast } from "./column-change.ts";
import type { FieldTypeLookup } from "./physical-table.ts";

/** The changes of a field's type that would lose or falsify its values. */
export function typeChangeProblems(
  before: Catalog,
  after: Catalog,
  fieldType: FieldTypeLookup,
): readonly Problem[] {
  return after.all("entity").flatMap((entity) =>
    entity.fields.flatMap((field, position) => {
      const old = before.field(entity.id, field.id);
      if (!old || keepsValues(old, field, fieldType)) return [];
      return [problem(entity, field, position, old, after)];
    }),
  );
}

const KIND_CHANGES: Readonly<Record<string, readonly string[]>> = {
  number: ["text"],
  date: ["text"],
  option: ["options"],
  user: ["users"],
  team: ["teams"],
};

function keepsValues(old: FieldDefinition, field: FieldDefinition, fieldType: FieldTypeLookup): boolean {
  const [oldType, newType] = [fieldType(old.type), fieldType(field.type)];
  const [oldKind, newKind] = [oldType.kind(old), newType.kind(field)];
  if (oldKind !== newKind && !KIND_CHANGES[oldKind]?.includes(newKind)) return false;
  if (oldType.targetEntity?.(old) !== newType.targetEntity?.(field)) return false;
  const [oldColumn, newColumn] = [oldType.column(old), newType.column(field)];
  if (!oldColumn || !newColumn) return oldColumn === newColumn;
  const [from, to] = [canonicalType(oldColumn.type), canonicalType(newColumn.type)];
  return from === to || safeCast(field.id, from, to) !== undefined;
}

function problem(
  entity: EntityDocument,
  field: FieldDefinition,
  position: number,
  old: FieldDefinition,
  catalog: Catalog,
): Problem {
  const from = catalog.fieldTypes.typeName(old.type);
  const to = catalog.fieldTypes.typeName(field.type);
  const same = old.type === field.type;
  return {
    document: `entity/${entity.id}`,
    path: `fields.${position}.type`,
    severity: "error",
    message: {
      zh: same
        ? `字段“${field.name.zh || field.name.en}”的这项设置改了会丢失已有数据，请改回，或新建一个字段`
        : `字段“${field.name.zh || field.name.en}”不能从“${from.zh}”改为“${to.zh}”，已有数据会丢失，请新建一个字段`,
      en: same
        ? `Changing this setting of field “${field.name.en || field.name.zh}” would lose its values; undo it or add a new field`
        : `Field “${field.name.en || field.name.zh}” cannot change from ${from.en} to ${to.en} without losing its values; add a new field instead`,
    },
  };
}
