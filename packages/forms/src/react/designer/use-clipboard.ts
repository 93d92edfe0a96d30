import { fillText, listText } from "@mortise/kit";
import type { FieldDefinition, FormItem } from "@mortise/metadata";
import { useLocale, useText } from "@mortise/ui";
import { App } from "antd";
import { addAllCommand } from "../../model/layout/bulk-commands.ts";
import { copyItems, pasteItems } from "../../model/layout/form-clipboard.ts";
import { findItem } from "../../model/layout/item-tree.ts";
import { placeFor } from "./designer-edits.ts";
import { designerText, stepText } from "./text.ts";
import type { DesignerTarget } from "./designer-target.ts";
import type { useSelection } from "./use-selection.ts";

/** Copying, cutting, duplicating and pasting items; what is pasted comes behind what is chosen, as one step. `remove` takes out all that is chosen with the item. */
export function useClipboard(
  { editor: { document, run }, entity, catalog, onAddFields }: DesignerTarget,
  selection: ReturnType<typeof useSelection>,
  remove: (item: FormItem) => void,
) {
  const t = useText(designerText);
  const locale = useLocale();
  const { message } = App.useApp();
  const ids = [...selection.chosen];
  const found = selection.selected === undefined ? undefined : findItem(document.items, selection.selected);
  const amongPages = found?.item.type === "page";
  /** Behind the last chosen item; among pages only pages can stand, others come to the end of the open one. */
  const behind = (items: readonly FormItem[]) => {
    if (!found) return { section: null, index: document.items.length };
    if (found.item.type === "page" && !items.every(({ type }) => type === "page"))
      return { section: found.item.id, index: found.item.items.length };
    return { section: found.place.section, index: found.place.index + 1 };
  };
  const insert = (items: readonly FormItem[], created: readonly FieldDefinition[]): void => {
    if (items.length === 0) return;
    if (created.length > 0) onAddFields?.(created);
    const command = addAllCommand(document, items, behind(items));
    run(command, stepText.paste(items.length), { created });
    selection.selectMany(items.map(({ id }) => id));
  };
  /** Puts copied items in place; answers whether the text held any. */
  const paste = (text: string): boolean => {
    const pasted = pasteItems(text, { document, entity, catalog, amongPages });
    if (!pasted || (pasted.created.length > 0 && !onAddFields)) return pasted !== undefined;
    insert(pasted.items, pasted.created);
    const n = pasted.items.length;
    if (pasted.missing.length === 0) void message.success(fillText(t.pasted, { n }));
    else void message.warning(fillText(t.pastedMissing, { n, names: listText(pasted.missing, locale) }), 8);
    return true;
  };
  const copy = (): void => {
    if (ids.length === 0) return;
    void navigator.clipboard
      .writeText(copyItems(document, entity, ids))
      .then(() => message.success(fillText(t.copiedNote, { n: ids.length })));
  };
  return {
    paste,
    copy,
    cut: (): void => {
      copy();
      const [first] = ids;
      const item = first === undefined ? undefined : findItem(document.items, first)?.item;
      if (item) remove(item);
    },
    duplicate: (): void => {
      if (ids.length > 0) paste(copyItems(document, entity, ids));
    },
    /** New fields, each with a place of its own. */
    addFields: (fields: readonly FieldDefinition[]): void => insert(fields.map(placeFor), fields),
  };
}
