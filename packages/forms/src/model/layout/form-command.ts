import type { FormDocument, FormItem } from "@mortise/metadata";
import {
  canStandIn,
  findItem,
  insertItem,
  itemIds,
  type ItemPlace,
  removeItem,
  replaceItem,
} from "./item-tree.ts";

/** New values of properties; `null` takes a property away. */
export type PropertyChanges = Readonly<Record<string, unknown>>;

/** One edit of a form's layout: plain data, so that it can be stored, sent and replayed. */
export type FormCommand =
  | { readonly type: "add"; readonly item: FormItem; readonly place: ItemPlace }
  | { readonly type: "remove"; readonly id: string }
  /** `place` is counted without the moved item. */
  | { readonly type: "move"; readonly id: string; readonly place: ItemPlace }
  /** Span, label, help, title, content and flags of one item. */
  | { readonly type: "update"; readonly id: string; readonly changes: PropertyChanges }
  /** Name and public settings of the form itself. */
  | { readonly type: "settings"; readonly changes: PropertyChanges }
  | { readonly type: "batch"; readonly commands: readonly FormCommand[] };

/** A changed document with the command that changes it back. */
export interface AppliedCommand {
  readonly document: FormDocument;
  readonly inverse: FormCommand;
}

/** Carries a command out; undefined when it changes nothing or does not fit the document. */
export function applyCommand(document: FormDocument, command: FormCommand): AppliedCommand | undefined {
  switch (command.type) {
    case "add":
      return add(document, command);
    case "remove":
      return remove(document, command.id);
    case "move":
      return move(document, command);
    case "update":
      return update(document, command);
    case "settings":
      return settings(document, command.changes);
    case "batch":
      return batch(document, command.commands);
  }
}

/** The items that a command changes, moves, adds or takes out, with everything in them; empty for settings of the form. */
export function touchedItems(document: FormDocument, command: FormCommand): readonly string[] {
  switch (command.type) {
    case "add":
      return itemIds([command.item]);
    case "remove":
    case "move": {
      const found = findItem(document.items, command.id);
      return found ? itemIds([found.item]) : [command.id];
    }
    case "update":
      return [command.id];
    case "settings":
      return [];
    case "batch":
      return command.commands.flatMap((each) => touchedItems(document, each));
  }
}

type Of<Type extends FormCommand["type"]> = Extract<FormCommand, { type: Type }>;

function add(document: FormDocument, { item, place }: Of<"add">): AppliedCommand | undefined {
  const fits = canStandIn(document.items, item, place.section) && !findItem(document.items, item.id);
  if (!fits) return undefined;
  return {
    document: { ...document, items: insertItem(document.items, item, place) },
    inverse: { type: "remove", id: item.id },
  };
}

function remove(document: FormDocument, id: string): AppliedCommand | undefined {
  const found = findItem(document.items, id);
  if (!found) return undefined;
  return {
    document: { ...document, items: removeItem(document.items, id) },
    inverse: { type: "add", ...found },
  };
}

function move(document: FormDocument, { id, place }: Of<"move">): AppliedCommand | undefined {
  const found = findItem(document.items, id);
  if (!found) return undefined;
  const isSamePlace = found.place.section === place.section && found.place.index === place.index;
  const without = removeItem(document.items, id);
  // A section cannot be put into itself: without it, the place is gone.
  if (isSamePlace || !canStandIn(without, found.item, place.section)) return undefined;
  return {
    document: { ...document, items: insertItem(without, found.item, place) },
    inverse: { type: "move", id, place: found.place },
  };
}

function update(document: FormDocument, { id, changes }: Of<"update">): AppliedCommand | undefined {
  const item = findItem(document.items, id)?.item;
  const changed = item && change(item, changes);
  if (!changed) return undefined;
  return {
    document: { ...document, items: replaceItem(document.items, id, changed.next) },
    inverse: { type: "update", id, changes: changed.previous },
  };
}

function settings(document: FormDocument, changes: PropertyChanges): AppliedCommand | undefined {
  const changed = change(document, changes);
  return changed && { document: changed.next, inverse: { type: "settings", changes: changed.previous } };
}

function batch(document: FormDocument, commands: readonly FormCommand[]): AppliedCommand | undefined {
  const inverses: FormCommand[] = [];
  let current = document;
  for (const command of commands) {
    const applied = applyCommand(current, command);
    if (!applied) continue;
    current = applied.document;
    inverses.unshift(applied.inverse);
  }
  return inverses.length === 0
    ? undefined
    : { document: current, inverse: { type: "batch", commands: inverses } };
}

/** Sets and removes properties; undefined when all of them have these values already. */
function change<T extends object>(
  target: T,
  changes: PropertyChanges,
): { readonly next: T; readonly previous: PropertyChanges } | undefined {
  const next = { ...target } as Record<string, unknown>; // a document or item, read property by property
  const previous: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(changes)) {
    const before = next[key] ?? null;
    if (JSON.stringify(before) === JSON.stringify(value ?? null)) continue;
    previous[key] = before;
    if (value === null || value === undefined) delete next[key];
    else next[key] = value;
  }
  // Which properties may be set is the caller's to know; the document's schema checks them when it is saved.
  return Object.keys(previous).length === 0 ? undefined : { next: next as T, previous };
}
