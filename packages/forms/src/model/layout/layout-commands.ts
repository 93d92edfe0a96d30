import { type LocalizedText, shortKey } from "@mortise/kit";
import type { FormDocument, FormFieldItem, FormItem, FormSectionItem, FormTextItem } from "@mortise/metadata";
import type { FormCommand } from "./form-command.ts";
import { findItem, type ItemPlace, itemsAt } from "./item-tree.ts";
import { GRID_COLUMNS, rowOf, spanOf } from "./pack-rows.ts";

/** A new place for a field. */
export function fieldItem(field: string, span = GRID_COLUMNS / 2): FormFieldItem {
  return { type: "field", id: shortKey(), field, span };
}

/** A new, empty section. */
export function sectionItem(title: LocalizedText): FormSectionItem {
  return { type: "section", id: shortKey(), title, items: [] };
}

/** A new paragraph. */
export function textItem(content: LocalizedText): FormTextItem {
  return { type: "text", id: shortKey(), content, span: GRID_COLUMNS };
}

/** Puts an item, new or already on the form, at a place that is counted with everything now on the form. */
export function placeCommand(document: FormDocument, item: FormItem, place: ItemPlace): FormCommand {
  const current = findItem(document.items, item.id);
  if (!current) return { type: "add", item, place };
  const isBefore = current.place.section === place.section && current.place.index < place.index;
  return {
    type: "move",
    id: item.id,
    place: { ...place, index: place.index - (isBefore ? 1 : 0) },
  };
}

/** Puts an item beside another: all items of that row share its width evenly. Full rows put it below instead. */
export function besideCommand(
  document: FormDocument,
  item: FormItem,
  target: { readonly id: string; readonly side: "left" | "right" },
): FormCommand | undefined {
  const found = findItem(document.items, target.id);
  const neighbours = found && itemsAt(document.items, found.place.section);
  if (!found || !neighbours || item.type === "section" || item.id === target.id) return undefined;
  const row = rowOf(neighbours, target.id).filter((other) => other.id !== item.id);
  const share = Math.floor(GRID_COLUMNS / (row.length + 1));
  const place = { ...found.place, index: found.place.index + (target.side === "right" ? 1 : 0) };
  if (share < 2 || row.some((other) => other.type === "section")) return placeCommand(document, item, place);
  const isNew = findItem(document.items, item.id) === undefined;
  return {
    type: "batch",
    commands: [
      ...row.map((other): FormCommand => ({ type: "update", id: other.id, changes: { span: share } })),
      placeCommand(document, isNew ? { ...item, span: share } : item, place),
      ...(isNew ? [] : [{ type: "update", id: item.id, changes: { span: share } } as const]),
    ],
  };
}

/** Moves an item one place up or down; at the end of its section it leaves the section. Undefined at the form's ends. */
export function stepCommand(document: FormDocument, id: string, step: -1 | 1): FormCommand | undefined {
  const found = findItem(document.items, id);
  const neighbours = found && itemsAt(document.items, found.place.section);
  if (!found || !neighbours) return undefined;
  const index = found.place.index + step;
  const neighbour = neighbours[index];
  if (neighbour?.type === "section" && found.item.type !== "section")
    return {
      type: "move",
      id,
      place: { section: neighbour.id, index: step > 0 ? 0 : neighbour.items.length },
    };
  if (neighbour) return { type: "move", id, place: { section: found.place.section, index } };
  const section = found.place.section === null ? undefined : findItem(document.items, found.place.section);
  return (
    section && {
      type: "move",
      id,
      place: { ...section.place, index: section.place.index + (step > 0 ? 1 : 0) },
    }
  );
}

/** Sets an item's width, kept between 1 and 12 columns. */
export function resizeCommand(item: FormItem, span: number): FormCommand {
  const kept = Math.min(GRID_COLUMNS, Math.max(1, Math.round(span)));
  return { type: "update", id: item.id, changes: { span: item.type === "section" ? spanOf(item) : kept } };
}
