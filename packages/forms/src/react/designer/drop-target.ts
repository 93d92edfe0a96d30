import type { LocalizedText } from "@mortise/kit";
import type { FormDocument, FormItem } from "@mortise/metadata";
import type { FormCommand } from "../../model/layout/form-command.ts";
import { findItem, itemsAt } from "../../model/layout/item-tree.ts";
import { besideCommand, placeCommand } from "../../model/layout/layout-commands.ts";

/** Where a dragged thing would land. */
export type DropTarget =
  | { readonly kind: "before" | "after" | "left" | "right"; readonly id: string }
  /** At the end of a section, or of the form. */
  | { readonly kind: "into"; readonly section: string | null };

/** A rectangle on the screen. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const EDGE = 0.22;

/** The side of an item that a point is nearest to: its outer fifths make columns, the rest goes above or below. */
export function sideOf(
  box: Box,
  point: { readonly x: number; readonly y: number },
  canStandBeside: boolean,
): "before" | "after" | "left" | "right" {
  const across = (point.x - box.left) / Math.max(1, box.width);
  if (canStandBeside && across < EDGE) return "left";
  if (canStandBeside && across > 1 - EDGE) return "right";
  return point.y < box.top + box.height / 2 ? "before" : "after";
}

/** Where a target is, in words: behind which item, and the how-manieth of how many. */
export function placeWords(
  document: FormDocument,
  target: DropTarget,
  nameOf: (item: FormItem) => string,
): LocalizedText {
  if (target.kind === "into") {
    const holder = target.section === null ? undefined : findItem(document.items, target.section)?.item;
    const name = holder && nameOf(holder);
    return name
      ? { zh: `“${name}”的末尾`, en: `the end of “${name}”` }
      : { zh: "表单末尾", en: "the end of the form" };
  }
  const found = findItem(document.items, target.id);
  if (!found) return { zh: "", en: "" };
  const name = nameOf(found.item);
  const all = itemsAt(document.items, found.place.section)?.length ?? 0;
  const at = found.place.index + 1;
  return {
    zh: `“${name}”${SIDES[target.kind].zh}，第 ${at} 项，共 ${all} 项`,
    en: `${SIDES[target.kind].en} “${name}”, item ${at} of ${all}`,
  };
}

/** Where an item stands, in words. */
export function standsWhere(
  document: FormDocument,
  id: string,
  nameOf: (item: FormItem) => string,
): LocalizedText {
  const found = findItem(document.items, id);
  if (!found) return { zh: "", en: "" };
  const { section, index } = found.place;
  const holder = section === null ? undefined : findItem(document.items, section)?.item;
  const all = itemsAt(document.items, section)?.length ?? 0;
  const inside = holder ? { zh: `“${nameOf(holder)}”里`, en: ` in “${nameOf(holder)}”` } : { zh: "", en: "" };
  return {
    zh: `${inside.zh}第 ${index + 1} 项，共 ${all} 项`,
    en: `item ${index + 1} of ${all}${inside.en}`,
  };
}

const SIDES = {
  before: { zh: "之前", en: "before" },
  after: { zh: "之后", en: "after" },
  left: { zh: "左边", en: "left of" },
  right: { zh: "右边", en: "right of" },
} as const;

/** The edit that a drop means; undefined when nothing would change. */
export function dropCommand(
  document: FormDocument,
  item: FormItem,
  target: DropTarget,
): FormCommand | undefined {
  if (target.kind === "into") {
    const items = itemsAt(document.items, target.section);
    return items && placeCommand(document, item, { section: target.section, index: items.length });
  }
  if (target.id === item.id) return undefined;
  if (target.kind === "left" || target.kind === "right")
    return besideCommand(document, item, { id: target.id, side: target.kind });
  const found = findItem(document.items, target.id);
  if (!found) return undefined;
  const index = found.place.index + (target.kind === "after" ? 1 : 0);
  return placeCommand(document, item, { section: found.place.section, index });
}
