import type { EntityDocument, FieldDefinition, FormItem } from "@mortise/metadata";
import { sameText } from "@mortise/kit";
import { useLocale, useLocalize } from "@mortise/ui";
import { useState } from "react";
import { findItem } from "../../model/layout/item-tree.ts";
import { placeCommand, resizeCommand, stepCommand } from "../../model/layout/layout-commands.ts";
import type { FormCommand } from "../../model/layout/form-command.ts";
import type { DesignerActions, FieldNaming } from "./designer-context.ts";
import { itemName, makeItem, renaming } from "./designer-edits.ts";
import { dropCommand, type DropTarget } from "./drop-target.ts";
import type { PaletteEntry } from "./palette.tsx";
import { stepText } from "./text.ts";
import type { FormEditor } from "./use-form-editing.ts";

/** What was dragged: an entry of the palette, or an item that is on the form. */
export type Dragged = { readonly entry: PaletteEntry } | { readonly item: string };

interface DesignerTarget {
  readonly editor: FormEditor;
  readonly entity: EntityDocument;
  readonly onAddField: ((field: FieldDefinition) => void) | undefined;
  readonly nameField: FieldNaming;
}

/** Selection, renaming, and every edit that mouse, buttons and keys make. */
export function useDesignerActions({ editor, entity, onAddField, nameField }: DesignerTarget) {
  const selection = useSelection();
  const edits = useItemEdits(editor, entity, nameField);
  const { document, run } = editor;
  const place = (
    entry: PaletteEntry,
    commandOf: (item: FormItem) => FormCommand | undefined,
  ): string | undefined => {
    const made = makeItem(entry, entity);
    const command = made && commandOf(made.item);
    if (!made || !command) return undefined;
    if (made.created) onAddField?.(made.created);
    run(command, stepText.add(edits.nameOf(made.item, made.created)));
    selection.select(made.item.id);
    if (made.created) selection.startRename(made.item.id);
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
    if (!field || !found || !onAddField) return;
    const behind = { section: found.place.section, index: found.place.index + 1 };
    place({ kind: "type", type: field.type }, (made) => placeCommand(document, made, behind));
  };
  const remove = (item: FormItem): void => {
    run({ type: "remove", id: item.id }, stepText.remove(edits.nameOf(item)));
    selection.select(undefined);
  };
  const actions: DesignerActions = {
    fields: entity.fields,
    nameField,
    ...selection,
    ...edits,
    addAfter,
    remove,
  };
  return { actions, drop, add: (entry: PaletteEntry) => drop({ entry }, { kind: "into", section: null }) };
}

function useSelection() {
  const [selected, select] = useState<string>();
  const [renamingId, startRename] = useState<string>();
  const [target, setTarget] = useState<DropTarget>();
  return { selected, select, renaming: renamingId, startRename, target, setTarget };
}

/** Edits of one item that need nothing but the item. */
function useItemEdits({ document, run }: FormEditor, entity: EntityDocument, nameField: FieldNaming) {
  const localize = useLocalize();
  const locale = useLocale();
  const nameOf = (item: FormItem, created?: FieldDefinition): string =>
    localize(itemName(item, created ? [...entity.fields, created] : entity.fields)) || item.id;
  return {
    nameOf,
    rename: (item: FormItem, name: string): void => {
      if (item.type === "field" && nameField(item.field, sameText(name))) return;
      const changes = renaming(item, entity.fields, { name, locale });
      run({ type: "update", id: item.id, changes }, stepText.rename(name));
    },
    resize: (item: FormItem, span: number): void =>
      run(resizeCommand(item, span), stepText.resize(nameOf(item)), `${item.id} span`),
    step: (item: FormItem, direction: -1 | 1): void =>
      run(stepCommand(document, item.id, direction), stepText.move(nameOf(item))),
  };
}
