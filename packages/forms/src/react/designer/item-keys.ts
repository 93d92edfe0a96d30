import type { FormItem } from "@mortise/metadata";
import type { KeyboardEvent } from "react";
import { holdersOf, itemIds } from "../../model/layout/item-tree.ts";
import { spanOf } from "../../model/layout/pack-rows.ts";
import type { DesignerActions } from "./designer-context.ts";

/** What keys do on an item of the canvas. Arrows go on, with Alt they move it, with Shift they choose more. */
export function onItemKey(event: KeyboardEvent<HTMLElement>, item: FormItem, actions: DesignerActions): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
  const { key, altKey, shiftKey } = event;
  const handle = (altKey ? moves(item, actions) : plain(item, actions, shiftKey))[key];
  if (!handle) return;
  event.preventDefault();
  event.stopPropagation();
  handle();
}

type Keys = Readonly<Record<string, () => void>>;

function moves(item: FormItem, actions: DesignerActions): Keys {
  return {
    ArrowUp: () => actions.step(item, -1),
    ArrowDown: () => actions.step(item, 1),
    ArrowLeft: () => actions.resize(item, spanOf(item) - 1),
    ArrowRight: () => actions.resize(item, spanOf(item) + 1),
  };
}

function plain(item: FormItem, actions: DesignerActions, isMore: boolean): Keys {
  const go = (step: -1 | 1) => {
    const ids = itemIds(actions.document.items);
    // What stands on a page that is not shown has no place on screen to go to.
    let at = ids.indexOf(item.id) + step;
    while (ids[at] !== undefined && !placeOf(ids[at])) at += step;
    const next = ids[at];
    if (next === undefined) return;
    actions.select(next, isMore ? "range" : "one");
    focusItem(next);
  };
  return {
    ArrowUp: () => go(-1),
    ArrowDown: () => go(1),
    Delete: () => actions.remove(item),
    Backspace: () => actions.remove(item),
    Enter: () => (item.type === "field" ? actions.addAfter(item) : actions.startRename(item.id)),
    F2: () => actions.startRename(item.id),
    " ": () => actions.select(item.id, isMore ? "toggle" : "one"),
    Escape: () => {
      const holder = holdersOf(actions.document.items, item.id).at(-1);
      actions.select(holder?.id);
      if (holder) focusItem(holder.id);
    },
  };
}

function placeOf(id: string | undefined): HTMLElement | null {
  return id === undefined ? null : document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`);
}

/** Brings an item that was just put on the canvas into view, once it is drawn. */
export function showItem(id: string): void {
  requestAnimationFrame(() => placeOf(id)?.scrollIntoView?.({ block: "nearest" }));
}

/** Brings an item of the canvas into view and puts the keyboard there. */
export function focusItem(id: string): void {
  const place = placeOf(id);
  place?.scrollIntoView?.({ block: "nearest" });
  place?.focus({ preventScroll: true });
}
