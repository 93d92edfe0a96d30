import { useDraggable } from "@dnd-kit/core";
import type { FieldDefinition } from "@mortise/metadata";
import { IconByName, useLocalize, useText } from "@mortise/ui";
import { Input } from "antd";
import { memo, useRef, useState } from "react";
import { findFieldType } from "@mortise/fields";
import { FIELD_GROUP_NAMES, nameMatches, searchFieldTypes } from "../../model/layout/search-types.ts";
import { designerText } from "./text.ts";

/** Something in the palette that can be put on the form. */
export type PaletteEntry =
  | { readonly kind: "field"; readonly field: string }
  | { readonly kind: "type"; readonly type: string }
  | { readonly kind: "layout"; readonly layout: LayoutKind };

/** What can be laid out besides fields, with its icon, in the order of the palette. */
export const LAYOUT_KINDS = {
  section: "folder",
  tabs: "tabs",
  steps: "steps",
  divider: "divider",
  text: "long-text",
  button: "button",
  frame: "embed",
} as const;

/** A kind of layout item. */
export type LayoutKind = keyof typeof LAYOUT_KINDS;

interface PaletteProps {
  /** Fields of the entity that are not on the form yet. */
  readonly fields: readonly FieldDefinition[];
  readonly canCreate: boolean;
  readonly onAdd: (entry: PaletteEntry) => void;
}

/** A second click within this time belongs to a double click: it adds nothing more. */
const DOUBLE_CLICK_MS = 400;

/** What can be put on the form: drag it, click it, or press Enter on it. */
export const Palette = memo(function Palette({ fields, canCreate, onAdd }: PaletteProps) {
  const t = useText(designerText);
  const localize = useLocalize();
  const [search, setSearch] = useState("");
  const addOnce = useOncePerClick(onAdd);
  const shownFields = fields.filter(({ name }) => nameMatches(name, search));
  const groups = canCreate ? searchFieldTypes(search) : [];
  // The keys are those of the table.
  const layouts = (Object.entries(LAYOUT_KINDS) as [LayoutKind, string][]).filter(([layout]) =>
    nameMatches(designerText[layout], search),
  );
  const isEmpty = shownFields.length === 0 && groups.length === 0 && layouts.length === 0;
  return (
    <aside className="fd-palette" aria-label={t.palette}>
      <Input
        allowClear
        placeholder={t.search}
        aria-label={t.search}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <PaletteGroup title={t.existing}>
        {shownFields.map((field) => (
          <PaletteItem
            key={field.id}
            entry={{ kind: "field", field: field.id }}
            name={localize(field.name)}
            icon={findFieldType(field.type)?.icon}
            onAdd={onAdd}
            onClick={addOnce}
          />
        ))}
        {fields.length === 0 ? <p className="fd-hint">{t.allPlaced}</p> : null}
      </PaletteGroup>
      {layouts.length > 0 ? (
        <PaletteGroup title={t.layout}>
          {layouts.map(([layout, icon]) => (
            <PaletteItem
              key={layout}
              entry={{ kind: "layout", layout }}
              name={localize(designerText[layout])}
              icon={icon}
              onAdd={onAdd}
              onClick={addOnce}
            />
          ))}
        </PaletteGroup>
      ) : null}
      {groups.map(({ group, types }) => (
        <PaletteGroup key={group} title={`${t.newFields} · ${localize(FIELD_GROUP_NAMES[group])}`}>
          {types.map((type) => (
            <PaletteItem
              key={type.id}
              entry={{ kind: "type", type: type.id }}
              name={localize(type.name)}
              hint={localize(type.description)}
              icon={type.icon}
              onAdd={onAdd}
              onClick={addOnce}
            />
          ))}
        </PaletteGroup>
      ))}
      {isEmpty && search !== "" ? <p className="fd-hint">{t.nothingFound}</p> : null}
    </aside>
  );
});

/** Adds at the first click; what slides under the pointer meanwhile is not added by the second one of a double click. */
function useOncePerClick(onAdd: (entry: PaletteEntry) => void) {
  const last = useRef(-DOUBLE_CLICK_MS);
  return (entry: PaletteEntry, at: number): void => {
    if (at - last.current < DOUBLE_CLICK_MS) return;
    last.current = at;
    onAdd(entry);
  };
}

function PaletteGroup({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <div className="fd-palette-items">{children}</div>
    </section>
  );
}

interface PaletteItemProps {
  readonly entry: PaletteEntry;
  readonly name: string;
  readonly icon: string | undefined;
  readonly hint?: string;
  readonly onAdd: (entry: PaletteEntry) => void;
  readonly onClick: (entry: PaletteEntry, at: number) => void;
}

function PaletteItem({ entry, name, icon, hint, onAdd, onClick }: PaletteItemProps) {
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: entryId(entry),
    data: { entry, name },
  });
  return (
    <button
      {...attributes}
      {...listeners}
      ref={setNodeRef}
      type="button"
      className="fd-palette-item"
      title={hint}
      style={isDragging ? { opacity: 0.4 } : undefined}
      onClick={(event) => onClick(entry, event.timeStamp)}
      onDoubleClick={(event) => onClick(entry, event.timeStamp)}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          onAdd(entry);
        } else listeners?.["onKeyDown"]?.(event);
      }}
    >
      <IconByName name={icon} />
      <span>{name}</span>
    </button>
  );
}

/** A draggable's id for a palette entry; never equal to an item's id. */
export function entryId(entry: PaletteEntry): string {
  if (entry.kind === "field") return `palette:field:${entry.field}`;
  return entry.kind === "type" ? `palette:type:${entry.type}` : `palette:${entry.layout}`;
}
