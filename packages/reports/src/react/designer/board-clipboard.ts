import { isPlainObject, shortKey } from "@mortise/kit";
import { parseDocument } from "@mortise/metadata";
import type { BoardItem } from "../../model/board/board-edits.ts";

const MARK = "mortise/dashboard-item";

/** An item as text for the system's clipboard. */
export function clipboardText(item: BoardItem): string {
  const { tab: _tab, phone: _phone, ...rest } = item;
  return JSON.stringify({ type: MARK, item: rest });
}

/** The item of a text that was copied from a dashboard, with an id of its own; undefined for any other text. */
export function itemFromText(text: string): BoardItem | undefined {
  const item = parsed(text);
  if (!item) return undefined;
  const isOne = item["chart"] !== undefined;
  const named = { ...item, id: `${isOne ? "card" : "part"}_${shortKey()}` };
  const name = { zh: "-", en: "-" };
  // The clipboard holds whatever somebody put there: only what has the shape of an item gets in.
  const read = parseDocument({
    kind: "dashboard",
    id: "pasted",
    version: 1,
    name,
    cards: isOne ? [named] : [],
    contents: isOne ? [] : [named],
  });
  if (!read.ok || read.document.kind !== "dashboard") return undefined;
  return read.document.cards[0] ?? read.document.contents?.[0];
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isPlainObject(value) || value["type"] !== MARK) return undefined;
    return isPlainObject(value["item"]) ? value["item"] : undefined;
  } catch {
    return undefined;
  }
}
