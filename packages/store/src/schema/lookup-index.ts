import { type Catalog, type EntityDocument, type FieldDefinition, ownerLookups } from "@mortise/metadata";
import { objectName, quoteIdentifier } from "./names.ts";
import type { FieldTypeLookup, PhysicalColumn } from "./physical-column.ts";
import type { PhysicalIndex } from "./physical-index.ts";
import { isComparedText, sameFunction } from "./unique-keys.ts";

interface LookupContext {
  readonly catalog: Catalog;
  readonly fieldType: FieldTypeLookup;
}

/** A text field that is looked through, by its digits alone or by its letters. */
interface LookedUp {
  readonly field: FieldDefinition;
  readonly isDigits: boolean;
}

/**
 * The indexes by which flows find who owns records with the same values: one for each set of text fields that they look
 * through. References are found by their own index, as are records by their id.
 */
export function lookupIndexes(
  entity: EntityDocument,
  columns: readonly PhysicalColumn[],
  context: LookupContext,
): readonly PhysicalIndex[] {
  const found = new Map<string, PhysicalIndex>();
  for (const texts of lookedUp(entity, columns, context)) {
    const parts = texts.map(
      ({ field, isDigits }) => `(${sameFunction(isDigits)}(${quoteIdentifier(field.id)}))`,
    );
    const shape = texts.map(({ field, isDigits }) => `${isDigits ? "digits" : "same"}$${field.id}`);
    const name = objectName("ix", entity.id, shape.join("$"));
    found.set(name, {
      name,
      unique: false,
      definition: `using btree (${parts.join(", ")}, "id" desc) where "deleted_at" is null and "owner" is not null`,
      columns: texts.map(({ field }) => field.id),
    });
  }
  return [...found.values()];
}

function lookedUp(
  entity: EntityDocument,
  columns: readonly PhysicalColumn[],
  { catalog, fieldType }: LookupContext,
): readonly (readonly LookedUp[])[] {
  const isDigits = (of: string, id: string): boolean => {
    const field = catalog.field(of, id);
    return field !== undefined && fieldType(field.type).searchedAs === "digits";
  };
  const sets = catalog
    .all("flow")
    .flatMap((flow) =>
      ownerLookups(flow).flatMap((lookup) => (lookup.entity === entity.id ? [{ flow, lookup }] : [])),
    );
  return sets
    .map(({ flow, lookup }) =>
      lookup.match.flatMap(({ field: id, own }): readonly LookedUp[] => {
        const column = columns.find(({ name, part }) => name === id && part === undefined);
        if (!column?.field || !isComparedText(column.field, fieldType)) return [];
        return [{ field: column.field, isDigits: isDigits(entity.id, id) || isDigits(flow.entity, own) }];
      }),
    )
    .filter((texts) => texts.length > 0);
}
