import type { LocalizedText } from "@mortise/kit";
import type { Catalog, EntityDocument, FieldDefinition, Problem } from "@mortise/metadata";
import { canonicalType, safeCast } from "./column-change.ts";
import type { FieldTypeLookup } from "../physical-column.ts";

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
      const same = old.type === field.type;
      const [from, to] = [after.fieldTypes.typeName(old.type), after.fieldTypes.typeName(field.type)];
      return [
        problem(entity, `fields.${position}.type`, refusal(field.name, same ? undefined : { from, to })),
      ];
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

function problem(entity: EntityDocument, path: string, message: LocalizedText): Problem {
  return { document: `entity/${entity.id}`, path, severity: "error", message };
}

function refusal(
  name: LocalizedText,
  change: { readonly from: LocalizedText; readonly to: LocalizedText } | undefined,
): LocalizedText {
  const [zh, en] = [name.zh || name.en, name.en || name.zh];
  if (!change) {
    return {
      zh: `字段“${zh}”的这项设置改了会丢失已有数据，请改回，或新建一个字段`,
      en: `Changing this setting of field “${en}” would lose its values; undo it or add a new field`,
    };
  }
  return {
    zh: `字段“${zh}”不能从“${change.from.zh}”改为“${change.to.zh}”，已有数据会丢失，请新建一个字段`,
    en: `Field “${en}” cannot change from ${change.from.en} to ${change.to.en} without losing its values; add a new field instead`,
  };
}
