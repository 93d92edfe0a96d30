import { type Catalog, type EntityDocument, fieldStorage } from "@mortise/metadata";
import { linkTableName, objectName } from "./names.ts";
import type { PhysicalColumn } from "./physical-column.ts";
import type { PhysicalIndex } from "./physical-index.ts";

/** A table of links. */
export interface LinkTable {
  /** Its name, which stands where that of an entity would. */
  readonly entity: string;
  readonly columns: readonly PhysicalColumn[];
  readonly indexes: readonly PhysicalIndex[];
}

/**
 * The tables of the fields of an entity that hold several references: one row per link, with foreign keys on both
 * sides, so that anyone with a SQL tool can join them.
 */
export function linkTables(entity: EntityDocument, catalog: Catalog): readonly LinkTable[] {
  return entity.fields.flatMap((field) => {
    const target = catalog.targetOf(entity.id, field.id);
    if (fieldStorage(catalog, entity.id, field) !== "links" || target === undefined) return [];
    if (!catalog.find("entity", target)) return [];
    const table = linkTableName(entity.id, field.id);
    return [
      {
        entity: table,
        columns: [
          side(table, "source", entity.id),
          side(table, "target", target),
          { name: "position", type: "integer", constraint: "not null default 0" },
        ],
        indexes: [
          {
            name: objectName("uq", table, "link"),
            unique: true,
            definition: `using btree ("source", "target")`,
            columns: ["source", "target"],
          },
          {
            name: objectName("ix", table, "target"),
            unique: false,
            definition: `using btree ("target", "source")`,
            columns: ["target", "source"],
          },
        ],
      },
    ];
  });
}

function side(table: string, name: string, entity: string): PhysicalColumn {
  const reference = { name: objectName("fk", table, name), target: { entity }, onDelete: "cascade" as const };
  return { name, type: "uuid", reference };
}
