import { fieldType, findFieldType } from "@mortise/fields";
import type { Catalog, EntityDocument, FieldDefinition } from "@mortise/metadata";
import { importFields } from "./import-fields.ts";

/** A field of child rows, as a column of a file can fill it. */
export interface ChildField {
  /** How plans name it: `lines.price`. */
  readonly id: string;
  readonly subTable: FieldDefinition;
  readonly field: FieldDefinition;
  /** With the name of the sub-table, as exports head the column: `明细.单价`. */
  readonly named: FieldDefinition;
}

/** The fields of an entity's child rows that columns of a file can fill. */
export function childFields(entity: EntityDocument, catalog: Catalog): readonly ChildField[] {
  return entity.fields.flatMap((subTable) => {
    const type = findFieldType(subTable.type);
    if (!type || type.kind(subTable) !== "rows" || subTable.readOnly) return [];
    const child = catalog.find("entity", type.targetEntity?.(subTable) ?? "");
    if (!child || type.column(subTable) !== null) return [];
    return importFields({ ...child, owned: false })
      .filter((field) => fieldType(field.type).column(field) !== null)
      .map((field) => {
        const id = `${subTable.id}.${field.id}`;
        const name = {
          zh: `${subTable.name.zh}.${field.name.zh}`,
          en: `${subTable.name.en || subTable.name.zh}.${field.name.en || field.name.zh}`,
        };
        return { id, subTable, field, named: { ...field, id, name } };
      });
  });
}
