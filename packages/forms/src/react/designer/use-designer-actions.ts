import { sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, FormDocument, FormItem } from "@mortise/metadata";
import { useLocale, useLocalize } from "@mortise/ui";
import { useMemo, useState } from "react";
import type { FormCommand } from "../../model/layout/form-command.ts";
import { fieldItems, findItem } from "../../model/layout/item-tree.ts";
import { isWideField } from "../../model/layout/default-form.ts";
import {
  fieldItem,
  placeCommand,
  resizeCommand,
  sectionItem,
  stepCommand,
  textItem,
} from "../../model/layout/layout-commands.ts";
import { GRID_COLUMNS } from "../../model/layout/pack-rows.ts";
import type { DesignerActions } from "./designer-context.ts";
import { dropCommand, type DropTarget } from "./drop-target.ts";
import { newField } from "./new-field.ts";
import type { PaletteEntry } from "./palette.tsx";
import { designerText, stepText } from "./text.ts";
import type { FormEditor } from "./use-form-editing.ts";

/** What was dragged: an entry of the palette, or an item that is on the form. */
export type Dragged = { readonly entry: PaletteEntry } | { readonly item: string };

/** Fields of the entity that have no place on the form. */
export function unplacedFields(document: FormDocument, entity: EntityDocument): readonly FieldDefinition[] {
  const placed = new Set(fieldItems(document.items).map(({ field }) => field));
  return entity.fields.filter(({ id }) => !placed.has(id));
}

/** Selection, renaming, and every edit that mouse, buttons and keys make. */
export function useDesignerActions(
  editor: FormEditor,
  entity: EntityDocument,
  onAddField: ((field: FieldDefinition) => void) | undefined,
) {
  const localize = useLocalize();
  const locale = useLocale();
  const [selected, select] = useState<string>();
  const [renaming, startRename] = useState<string>();
  const [target, setTarget] = useState<DropTarget>();
  const { document, run } = editor;
  return useMemo(() => {
    const nameOf = (item: FormItem) => localize(nameText(item, entity)) || item.id;
    const place = (item: FormItem, command: FormCommand | undefined, name: string): void => {
      run(command, stepText.add(name));
      select(item.id);
    };
    const make = (entry: PaletteEntry): { readonly item: FormItem; readonly name: string } | undefined => {
      if (entry.kind === "section")
        return named(sectionItem(designerText.section), localize(designerText.section));
      if (entry.kind === "text")
        return named(textItem(designerText.paragraph), localize(designerText.paragraph));
      const isNew = entry.kind === "type";
      const field = isNew ? newField(entity, entry.type) : entity.fields.find(({ id }) => id === entry.field);
      if (!field) return undefined;
      if (isNew) onAddField?.(field);
      return named(
        fieldItem(field.id, isWideField(field) ? GRID_COLUMNS : GRID_COLUMNS / 2),
        localize(field.name),
      );
    };
    const drop = (dragged: Dragged, where: DropTarget): void => {
      if ("entry" in dragged) {
        const made = make(dragged.entry);
        if (made) place(made.item, dropCommand(document, made.item, where), made.name);
        return;
      }
      const item = findItem(document.items, dragged.item)?.item;
      if (item) run(dropCommand(document, item, where), stepText.move(nameOf(item)));
    };
    const add = (entry: PaletteEntry): void => drop({ entry }, { kind: "into", section: null });
    const actions: DesignerActions = {
      fields: entity.fields,
      selected,
      renaming,
      target,
      select,
      startRename,
      nameOf,
      rename: (item, name) =>
        run(
          { type: "update", id: item.id, changes: renamed(item, entity, { name, locale }) },
          stepText.rename(name),
        ),
      resize: (item, span) =>
        run(resizeCommand(item, span), stepText.resize(nameOf(item)), `${item.id} span`),
      remove: (item) => {
        run({ type: "remove", id: item.id }, stepText.remove(nameOf(item)));
        select(undefined);
      },
      step: (item, direction) => run(stepCommand(document, item.id, direction), stepText.move(nameOf(item))),
      addAfter: (item) => {
        const field = item.type === "field" ? entity.fields.find(({ id }) => id === item.field) : undefined;
        if (!field || !onAddField) return;
        const made = make({ kind: "type", type: field.type });
        const found = findItem(document.items, item.id);
        if (!made || !found) return;
        const behind = { section: found.place.section, index: found.place.index + 1 };
        place(made.item, placeCommand(document, made.item, behind), made.name);
        startRename(made.item.id);
      },
    };
    return { actions, drop, add, setTarget };
  }, [document, run, entity, onAddField, selected, renaming, target, localize, locale]);
}

function named(item: FormItem, name: string): { readonly item: FormItem; readonly name: string } {
  return { item, name };
}

function nameText(item: FormItem, entity: EntityDocument) {
  if (item.type === "section") return item.title;
  if (item.type === "text") return item.content;
  return item.label ?? entity.fields.find(({ id }) => id === item.field)?.name ?? sameText(item.field);
}

/** The change that gives an item a name in the language on screen; the other language keeps its own. */
function renamed(
  item: FormItem,
  entity: EntityDocument,
  { name, locale }: { readonly name: string; readonly locale: "zh" | "en" },
) {
  const property = { field: "label", section: "title", text: "content" }[item.type];
  return { [property]: { ...nameText(item, entity), [locale]: name } };
}
