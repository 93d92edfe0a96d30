import { fieldCatalog, fieldType } from "@mortise/fields";
import type { EntityDocument, FieldDefinition, ViewDocument, ViewLayout } from "@mortise/metadata";
import { placeFields } from "../../map/place-field.ts";
import { timeKind } from "../../schedule/schedule-dates.ts";
import { treeFields } from "../../tree/tree-field.ts";

/** Fields that can name what comes before, or what stands above: references of the entity to itself. */
export function ownReferences(
  entity: EntityDocument,
  fields: readonly FieldDefinition[],
): readonly FieldDefinition[] {
  return fields.filter((field) => fieldCatalog.targetEntity(field) === entity.id);
}

/** Fields whose options can be columns or colours. */
export function optionFields(fields: readonly FieldDefinition[]): readonly FieldDefinition[] {
  return fields.filter((field) => fieldType(field.type).kind(field) === "option");
}

/** Fields whose values can be the columns of a board, or the references that make the levels of a tree. */
export function groupChoices(
  layout: "kanban" | "tree",
  entity: EntityDocument,
  fields: readonly FieldDefinition[],
): readonly FieldDefinition[] {
  return layout === "kanban" ? optionFields(fields) : treeFields(entity, fields);
}

/** A view in another layout, with the fields that it cannot do without. */
export function withLayout(
  view: ViewDocument,
  layout: ViewLayout,
  entity: EntityDocument,
  fields: readonly FieldDefinition[],
): ViewDocument {
  const { groupBy, ...rest } = view;
  const next: ViewDocument = { ...rest, layout };
  if (layout === "calendar" || layout === "gantt") {
    const start = fields.find((field) => timeKind(field) !== undefined);
    const group = layout === "gantt" && fields.some(({ id }) => id === groupBy) ? groupBy : undefined;
    return {
      ...next,
      ...(next.dates || !start ? {} : { dates: { start: start.id } }),
      ...(group === undefined ? {} : { groupBy: group }),
    };
  }
  if (layout === "map") {
    const [place] = placeFields(fields);
    return next.map || !place ? next : { ...next, map: { place: place.id } };
  }
  if (layout !== "kanban" && layout !== "tree") return next;
  const fitting = groupChoices(layout, entity, fields);
  const group = fitting.find(({ id }) => id === groupBy) ?? fitting[0];
  return { ...next, ...(group ? { groupBy: group.id } : {}) };
}
