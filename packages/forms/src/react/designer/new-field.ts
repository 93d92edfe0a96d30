import { defaultSettings, fieldType } from "@mortise/fields";
import { RESERVED_FIELD_IDS, type EntityDocument, type FieldDefinition } from "@mortise/metadata";

/** A new field of a type with its default settings, under a name and id that no other field has. */
export function newField(entity: EntityDocument, typeId: string): FieldDefinition {
  const type = fieldType(typeId);
  const base = `f_${typeId.replaceAll("-", "_")}`;
  const ids = new Set(entity.fields.map(({ id }) => id));
  const names = new Set(entity.fields.map(({ name }) => name.zh));
  const number = firstFree(
    (candidate) =>
      ids.has(numbered(base, "_", candidate)) || RESERVED_FIELD_IDS.has(numbered(base, "_", candidate)),
  );
  const place = firstFree((candidate) => names.has(numbered(type.name.zh, " ", candidate)));
  const settings = defaultSettings(type.settings);
  return {
    id: numbered(base, "_", number),
    type: typeId,
    name: { zh: numbered(type.name.zh, " ", place), en: numbered(type.name.en, " ", place) },
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  };
}

/**
 * An entity with one of its fields changed. A field that the change asks for and that nobody has made yet, as the text of
 * an option 其他, comes into being behind it.
 */
export function withField(entity: EntityDocument, id: string, field: FieldDefinition): EntityDocument {
  const need = fieldType(field.type).need?.(field);
  const made = need && { ...newField(entity, need.field.type), ...need.field };
  const changed =
    need && made ? { ...field, settings: { ...field.settings, [need.setting]: made.id } } : field;
  return {
    ...entity,
    fields: entity.fields.flatMap((each) => {
      if (each.id !== id) return [each];
      return made ? [changed, made] : [changed];
    }),
  };
}

function firstFree(isTaken: (number: number) => boolean): number {
  let number = 1;
  while (isTaken(number)) number += 1;
  return number;
}

function numbered(base: string, separator: string, number: number): string {
  return number === 1 ? base : `${base}${separator}${number}`;
}
