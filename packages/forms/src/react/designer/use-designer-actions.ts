import { sameText } from "@mortise/kit";
import type { FieldDefinition, FormItem } from "@mortise/metadata";
import { useLocale, useLocalize } from "@mortise/ui";
import {
  moveAllCommand,
  removeAllCommand,
  stepAllCommand,
  updateAllCommand,
} from "../../model/layout/bulk-commands.ts";
import type { FormCommand } from "../../model/layout/form-command.ts";
import { findItem } from "../../model/layout/item-tree.ts";
import { placeCommand, resizeCommand } from "../../model/layout/layout-commands.ts";
import { pageItem, pageTitle } from "../../model/layout/new-items.ts";
import type { DesignerActions } from "./designer-context.ts";
import { itemName, makeItem, renaming } from "./designer-edits.ts";
import { dropCommand, type DropTarget } from "./drop-target.ts";
import type { DesignerTarget } from "./designer-target.ts";
import { showItem } from "./item-keys.ts";
import type { PaletteEntry } from "./palette.tsx";
import { stepText } from "./text.ts";
import { useClipboard } from "./use-clipboard.ts";
import { useSelection } from "./use-selection.ts";

/** What was dragged: an entry of the palette, or an item that is on the form. */
export type Dragged = { readonly entry: PaletteEntry } | { readonly item: string };

/** The actions of the canvas, and what palette, drags and the clipboard do. */
export type DesignerHands = ReturnType<typeof useDesignerActions>;

/** Selection, renaming, and every edit that mouse, buttons and keys make. */
export function useDesignerActions(target: DesignerTarget) {
  const { editor, entity, onAddFields, nameField } = target;
  const { document, run } = editor;
  const selection = useSelection(document);
  const edits = useItemEdits(target);
  const many = useManyEdits(target, selection, edits.nameOf);
  const place = (
    entry: PaletteEntry,
    commandOf: (item: FormItem) => FormCommand | undefined,
  ): string | undefined => {
    const made = makeItem(entry, entity);
    const command = made && commandOf(made.item);
    if (!made || !command) return undefined;
    const created = made.created ? [made.created] : [];
    if (made.created) onAddFields?.(created);
    run(command, stepText.add(edits.nameOf(made.item, created)), { created });
    selection.select(made.item.id);
    if (made.created) selection.startRename(made.item.id);
    showItem(made.item.id);
    return made.item.id;
  };
  const drop = (dragged: Dragged, where: DropTarget): void => {
    if ("entry" in dragged) {
      place(dragged.entry, (item) => dropCommand(document, item, where));
      return;
    }
    const item = findItem(document.items, dragged.item)?.item;
    if (item) run(dropCommand(document, item, where), stepText.move(edits.nameOf(item)));
  };
  const addAfter = (item: FormItem): void => {
    const field = item.type === "field" ? entity.fields.find(({ id }) => id === item.field) : undefined;
    const found = findItem(document.items, item.id);
    if (!field || !found || !onAddFields) return;
    const behind = { section: found.place.section, index: found.place.index + 1 };
    place({ kind: "type", type: field.type }, (made) => placeCommand(document, made, behind));
  };
  const clipboard = useClipboard(target, selection, many.remove);
  const actions: Omit<DesignerActions, "problemOf" | "markOf" | "holderOf"> = {
    document,
    fields: entity.fields,
    nameField,
    ...selection,
    ...edits,
    ...many,
    addAfter,
    copy: clipboard.copy,
    cut: clipboard.cut,
    duplicate: clipboard.duplicate,
  };
  return {
    actions,
    drop,
    add: (entry: PaletteEntry) => drop({ entry }, { kind: "into", section: null }),
    paste: clipboard.paste,
    addFields: clipboard.addFields,
  };
}

/** Edits of one item that need nothing but the item. */
function useItemEdits({ editor: { document, run }, entity, nameField }: DesignerTarget) {
  const localize = useLocalize();
  const locale = useLocale();
  const nameOf = (item: FormItem, created: readonly FieldDefinition[] = []): string =>
    localize(itemName(item, created.length > 0 ? [...entity.fields, ...created] : entity.fields)) || item.id;
  return {
    nameOf,
    rename: (item: FormItem, name: string): void => {
      if (item.type === "field" && nameField(item.field, sameText(name))) return;
      const changes = renaming(item, entity.fields, { name, locale });
      run({ type: "update", id: item.id, changes }, stepText.rename(name));
    },
    resize: (item: FormItem, span: number): void =>
      run(resizeCommand(item, span), stepText.resize(nameOf(item)), { burst: `${item.id} span` }),
    addPage: (pages: Extract<FormItem, { type: "pages" }>): void => {
      const page = pageItem(pageTitle(pages.look, pages.items.length + 1));
      const end = { section: pages.id, index: pages.items.length };
      run(placeCommand(document, page, end), stepText.add(nameOf(page)));
    },
  };
}

/** Edits of everything that is chosen. */
function useManyEdits(
  { editor: { document, run } }: DesignerTarget,
  selection: ReturnType<typeof useSelection>,
  nameOf: (item: FormItem) => string,
) {
  const chosen = [...selection.chosen];
  /** The chosen ones when the item is among them, else the item alone. */
  const withOthers = (item: FormItem): readonly string[] =>
    selection.chosen.has(item.id) ? chosen : [item.id];
  return {
    remove: (item: FormItem): void => {
      const ids = withOthers(item);
      const label = ids.length > 1 ? stepText.removeMany(ids.length) : stepText.remove(nameOf(item));
      run(removeAllCommand(document, ids), label);
    },
    step: (item: FormItem, direction: -1 | 1): void => {
      const ids = withOthers(item);
      const label = ids.length > 1 ? stepText.moveMany(ids.length) : stepText.move(nameOf(item));
      run(stepAllCommand(document, ids, direction), label);
    },
    moveTo: (section: string | null): void =>
      run(moveAllCommand(document, chosen, section), stepText.moveMany(chosen.length)),
    changeChosen: (
      changes: Parameters<DesignerActions["changeChosen"]>[0],
      fits: (item: FormItem) => boolean,
    ) => run(updateAllCommand(document, chosen, changes, fits), stepText.updateMany(chosen.length)),
  };
}
