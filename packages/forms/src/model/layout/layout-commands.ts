import type { FormDocument, FormItem } from "@mortise/metadata";
import type { FormCommand } from "./form-command.ts";
import { canStandIn, findItem, type ItemPlace, itemsAt } from "./item-tree.ts";
import { GRID_COLUMNS, isSized, rowOf } from "./pack-rows.ts";

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
  if (!found || !neighbours || !isSized(item) || item.id === target.id) return undefined;
  const row = rowOf(neighbours, target.id).filter((other) => other.id !== item.id);
  const share = Math.floor(GRID_COLUMNS / (row.length + 1));
  const place = { ...found.place, index: found.place.index + (target.side === "right" ? 1 : 0) };
  if (share < 2 || !row.every(isSized)) return placeCommand(document, item, place);
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

/**
 * Moves an item one place up or down, into and out of sections and pages as reading goes on. Undefined at the form's
 * ends.
 */
export function stepCommand(document: FormDocument, id: string, step: -1 | 1): FormCommand | undefined {
  const found = findItem(document.items, id);
  const place = found && placeBeside(document.items, found.item, found.place, step);
  return place && { type: "move", id, place };
}

/** The next place in reading order, counted without the item. */
function placeBeside(
  items: readonly FormItem[],
  item: FormItem,
  { section, index }: ItemPlace,
  step: -1 | 1,
): ItemPlace | undefined {
  const neighbour = itemsAt(items, section)?.[index + step];
  if (neighbour) return placeInside(items, item, neighbour, step) ?? { section, index: index + step };
  const holder = section === null ? undefined : findItem(items, section);
  if (!holder) return undefined;
  const beside = { section: holder.place.section, index: holder.place.index + (step > 0 ? 1 : 0) };
  if (canStandIn(items, item, beside.section)) return beside;
  // Out of a page, into the next one or out of all of them.
  return placeBeside(items, item, holder.place, step);
}

/** The near end of a neighbour that can hold the item. */
function placeInside(
  items: readonly FormItem[],
  item: FormItem,
  holder: FormItem,
  step: -1 | 1,
): ItemPlace | undefined {
  const inner = itemsAt(items, holder.id);
  if (!inner) return undefined;
  if (canStandIn(items, item, holder.id)) return { section: holder.id, index: step > 0 ? 0 : inner.length };
  const near = step > 0 ? inner[0] : inner.at(-1);
  return near && placeInside(items, item, near, step);
}

/** Sets an item's width, kept between 1 and 12 columns. */
export function resizeCommand(item: FormItem, span: number): FormCommand {
  const kept = Math.min(GRID_COLUMNS, Math.max(1, Math.round(span)));
  return { type: "update", id: item.id, changes: isSized(item) ? { span: kept } : {} };
}
