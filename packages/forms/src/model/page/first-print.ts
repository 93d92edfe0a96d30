import type { Catalog, EntityDocument, PrintDocument } from "@mortise/metadata";
import { shownAs, valueFields } from "./default-page.ts";

/** What a new print template of an entity begins with: its title, all values in two columns, and its sub-tables. */
export function firstPrint(
  catalog: Catalog,
  entity: EntityDocument,
): Pick<PrintDocument, "entity" | "paper" | "margin" | "pageNumbers" | "blocks"> {
  const values = valueFields(catalog, entity);
  const tables = entity.fields.filter((field) => shownAs(catalog, field) === "table");
  const { titleField, name } = entity;
  return {
    entity: entity.id,
    paper: "A4",
    margin: 15,
    pageNumbers: true,
    blocks: [
      {
        id: "title",
        type: "heading",
        align: "center",
        text: { zh: `${name.zh} {${titleField}}`, en: `${name.en} {${titleField}}` },
      },
      {
        id: "values",
        type: "fields",
        columns: 2,
        fields: values.map(({ id }) => id).filter((id) => id !== titleField),
      },
      ...tables.map(({ id, name: title }) => ({ id, type: "table" as const, field: id, text: title })),
    ],
  };
}
