import { findFieldType } from "@mortise/fields";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";

const OWNER: FieldDefinition = { id: "owner", type: "user", name: { zh: "负责人", en: "Owner" } };
const TEAM: FieldDefinition = { id: "team", type: "team", name: { zh: "所属团队", en: "Team" } };

/**
 * The numbers that the system gave records. A column of them tells which record a row is (an exported file that comes
 * back); it never gives a record another number.
 */
export function numberFields(entity: EntityDocument): readonly FieldDefinition[] {
  return entity.fields.filter(({ type }) => findFieldType(type)?.numbering !== undefined);
}

/** Fields that hold files: a column names them, and they come in an archive beside the sheet. */
export function fileFields(entity: EntityDocument): readonly FieldDefinition[] {
  return entity.fields.filter(
    ({ type, readOnly }) => findFieldType(type)?.importable === "files" && readOnly !== true,
  );
}

/** The fields a column of a file can fill: what one cell can say, and owner and team where records have them. */
export function importFields(entity: EntityDocument): readonly FieldDefinition[] {
  const fields = entity.fields.filter((field) => {
    const type = findFieldType(field.type);
    return (
      type !== undefined && type.computed === undefined && type.importable === undefined && !field.readOnly
    );
  });
  return entity.owned ? [...fields, OWNER, TEAM] : fields;
}
