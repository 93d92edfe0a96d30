import { allItems, type FormDocument, type FormItem, innerItems, isContainer } from "@mortise/metadata";
import { applyCommand, type FormCommand, type PropertyChanges } from "./form-command.ts";
import { canStandIn, findItem, itemIds, itemsAt } from "./item-tree.ts";
import { stepCommand } from "./layout-commands.ts";

/** The chosen items in reading order, without those that stand in another chosen one: they go with it. */
export function topmostItems(document: FormDocument, ids: readonly string[]): readonly FormItem[] {
  const wanted = new Set(ids);
  const chosen = allItems(document.items).filter(({ id }) => wanted.has(id));
  const inside = new Set(chosen.flatMap((item) => itemIds(innerItems(item))));
  return chosen.filter(({ id }) => !inside.has(id));
}

/** Takes several items out, as one step. */
export function removeAllCommand(document: FormDocument, ids: readonly string[]): FormCommand {
  return { type: "batch", commands: topmostItems(document, ids).map(({ id }) => ({ type: "remove", id })) };
}

/** Changes a property of all chosen items that have it, as one step. */
export function updateAllCommand(
  document: FormDocument,
  ids: readonly string[],
  changes: PropertyChanges,
  fits: (item: FormItem) => boolean,
): FormCommand {
  const items = ids.flatMap((id) => findItem(document.items, id)?.item ?? []).filter(fits);
  return { type: "batch", commands: items.map(({ id }) => ({ type: "update", id, changes })) };
}

/** Moves several items one place on, keeping their order. */
export function stepAllCommand(document: FormDocument, ids: readonly string[], step: -1 | 1): FormCommand {
  const items = topmostItems(document, ids);
  const ordered = step > 0 ? items.toReversed() : items;
  return inTurn(document, ordered, (current, { id }) => stepCommand(current, id, step));
}

/** Puts several items at the end of a section or page, or of the form, in the order they stand in now. */
export function moveAllCommand(
  document: FormDocument,
  ids: readonly string[],
  section: string | null,
): FormCommand {
  return inTurn(document, topmostItems(document, ids), (current, { id }) => {
    const inside = itemsAt(current.items, section) ?? [];
    const index = inside.filter((item) => item.id !== id).length;
    return { type: "move", id, place: { section, index } };
  });
}

/** Adds several items behind one another, as one step. */
export function addAllCommand(
  document: FormDocument,
  items: readonly FormItem[],
  place: { readonly section: string | null; readonly index: number },
): FormCommand {
  return {
    type: "batch",
    commands: items
      .filter((item) => canStandIn(document.items, item, place.section))
      .map((item, at) => ({ type: "add", item, place: { ...place, index: place.index + at } })),
  };
}

/** The sections and pages that an item may be moved into; `null` is the form itself. */
export function placesFor(document: FormDocument, ids: readonly string[]): readonly (FormItem | null)[] {
  const items = topmostItems(document, ids);
  const moved = new Set(itemIds(items));
  const holders = allItems(document.items);
  return [null, ...holders.filter((item) => isContainer(item) && !moved.has(item.id))].filter((place) =>
    items.every((item) => canStandIn(document.items, item, place?.id ?? null)),
  );
}

/** One step made of commands each of which looks at what those before it have done. */
function inTurn(
  document: FormDocument,
  items: readonly FormItem[],
  commandOf: (document: FormDocument, item: FormItem) => FormCommand | undefined,
): FormCommand {
  let current = document;
  const commands: FormCommand[] = [];
  for (const item of items) {
    const command = commandOf(current, item);
    const applied = command && applyCommand(current, command);
    if (!command || !applied) continue;
    current = applied.document;
    commands.push(command);
  }
  return { type: "batch", commands };
}
