import type { DefinitionDocument } from "../documents/document.ts";

interface Nested {
  readonly id: string;
  readonly type?: string;
  readonly items?: readonly Nested[];
}

/** An item that says itself in which group it stands; groups come without their items. */
interface Placed {
  readonly id: string;
  readonly in: string;
  readonly isGroup?: true;
}

/**
 * A document as it is merged: the items of forms and menus in one list, so that an item that moved into another group
 * is still the same item.
 */
export function flattened(document: DefinitionDocument): unknown {
  if (document.kind !== "form" && document.kind !== "menu") return document;
  return { ...document, items: placed(document.items, "") };
}

function placed(items: readonly Nested[], group: string): readonly Placed[] {
  return items.flatMap((item) => {
    if (!item.items) return [{ ...item, in: group }];
    const { items: inner, ...own } = item;
    return [{ ...own, in: group, isGroup: true as const }, ...placed(inner, item.id)];
  });
}

/** The way back from `flattened`. What stands in a group that is gone, or in itself, comes to the top. */
export function unflattened(merged: unknown): DefinitionDocument {
  // What is merged has the shape of what it was merged from.
  const document = merged as DefinitionDocument;
  if (document.kind !== "form" && document.kind !== "menu") return document;
  // `flattened` made these items.
  const items = document.items as unknown as readonly Placed[];
  const groups = new Set(items.flatMap((item) => (item.isGroup ? [item.id] : [])));
  const used = new Set<string>();
  const inside = (group: string): readonly Nested[] =>
    items
      .filter((item) => !used.has(item.id) && (group === "" ? !groups.has(item.in) : item.in === group))
      .map((item) => nested(item));
  const nested = (item: Placed): Nested => {
    used.add(item.id);
    const { in: _group, isGroup, ...own } = item;
    return isGroup ? { ...own, items: inside(item.id) } : own;
  };
  const top = inside("");
  const lost = items
    .filter((item) => !used.has(item.id))
    .flatMap((item) => (used.has(item.id) ? [] : nested(item)));
  // The items are those of the document, in their groups again.
  return { ...document, items: strayPages([...top, ...lost]) } as unknown as DefinitionDocument;
}

/** A page whose tabs or steps are gone stays as a section with all that stands in it. */
function strayPages(items: readonly Nested[], group?: Nested): readonly Nested[] {
  return items.map((item) => {
    const inner = item.items ? { ...item, items: strayPages(item.items, item) } : item;
    return item.type === "page" && group?.type !== "pages" ? { ...inner, type: "section" } : inner;
  });
}
