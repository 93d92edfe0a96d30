import { callsOperator } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import { allSources, type Catalog, type FieldPlace, fieldStorage } from "@mortise/metadata";

/** Operators whose answer depends on the company's working days. */
const CALENDAR_OPERATORS = ["workDay", "networkDays", "isWorkDay"] as const;

/**
 * The kept values that a release brings or changes: lookups, rollups and formulas that stand in a column, of entities
 * that were there before. Each comes after the fields that it uses.
 */
export function fieldsToFill(before: Catalog, after: Catalog): readonly FieldPlace[] {
  return keptFields(after).filter(
    (place) => before.find("entity", place.entity) !== undefined && isChanged(before, after, place),
  );
}

/** The kept values that are no longer true when the company's working days change, in the same order. */
export function calendarFields(catalog: Catalog): readonly FieldPlace[] {
  return keptFields(catalog).filter((place) =>
    withSources(catalog, place).some(({ entity, field }) => {
      const definition = catalog.field(entity, field);
      const expression = definition && catalog.fieldTypes.expressionOf?.(definition);
      return expression !== undefined && callsOperator(expression, ...CALENDAR_OPERATORS);
    }),
  );
}

/** Every field that is worked out from others and kept, after those that it is worked out from. */
function keptFields(catalog: Catalog): readonly FieldPlace[] {
  const ordered = new Map<string, FieldPlace>();
  const seen = new Set<string>();
  const visit = (place: FieldPlace): void => {
    const key = placeKey(place);
    if (seen.has(key)) return;
    seen.add(key);
    const definition = catalog.field(place.entity, place.field);
    if (!definition) return;
    for (const source of allSources(catalog, place.entity, definition)) visit(source);
    const { fieldTypes } = catalog;
    const isWorkedOut =
      fieldTypes.derivationOf?.(definition) !== undefined ||
      fieldTypes.expressionOf?.(definition) !== undefined;
    if (isWorkedOut && fieldStorage(catalog, place.entity, definition) === "column") ordered.set(key, place);
  };
  for (const entity of catalog.all("entity"))
    for (const { id } of entity.fields) visit({ entity: entity.id, field: id });
  return [...ordered.values()];
}

/** A place as text, for sets. */
export function placeKey({ entity, field }: FieldPlace): string {
  return `${entity}.${field}`;
}

function withSources(catalog: Catalog, place: FieldPlace): readonly FieldPlace[] {
  const own = catalog.field(place.entity, place.field);
  return own ? [place, ...allSources(catalog, place.entity, own)] : [place];
}

function isChanged(before: Catalog, after: Catalog, place: FieldPlace): boolean {
  return withSources(after, place).some(
    (one) => canonicalJson(essence(before, one)) !== canonicalJson(essence(after, one)),
  );
}

/** What of a field decides its values. */
function essence(catalog: Catalog, { entity, field: id }: FieldPlace): unknown {
  const field = catalog.field(entity, id);
  if (!field) return null;
  return {
    type: field.type,
    settings: field.settings ?? null,
    storage: fieldStorage(catalog, entity, field),
  };
}
