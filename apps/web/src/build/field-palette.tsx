import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { useDraggable } from "@dnd-kit/core";
import type { FieldType } from "@mortise/fields";
import { FIELD_GROUP_NAMES, searchFieldTypes } from "@mortise/forms";
import { fillText } from "@mortise/kit";
import { IconByName, Panel, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Input, Tooltip } from "antd";
import { useState } from "react";
import { FromBelow } from "./from-below.tsx";
import { buildText } from "./text.ts";

const PREFIX = "new-field:";

/** The field type behind a dragged palette entry; undefined when something else is dragged. */
export function paletteType(id: string | number): string | undefined {
  return typeof id === "string" && id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
}

/** All field types by group, to click or to drag; on the phone behind a button, from below. */
export function FieldPalette({ onAdd }: { readonly onAdd: (type: string) => void }) {
  const t = useText(buildText);
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  if (!phone)
    return (
      <Panel title={t.palette} className="field-palette">
        <p className="palette-note">{t.paletteHint}</p>
        <FieldTypes onAdd={onAdd} />
      </Panel>
    );
  return (
    <>
      <Button
        block
        type="dashed"
        icon={<PlusOutlined aria-hidden="true" />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t.addOneField}
      </Button>
      <FromBelow title={t.addOneField} open={open} onClose={() => setOpen(false)}>
        <div className="field-palette">
          <FieldTypes
            onAdd={(type) => {
              setOpen(false);
              onAdd(type);
            }}
          />
        </div>
      </FromBelow>
    </>
  );
}

function FieldTypes({ onAdd }: { readonly onAdd: (type: string) => void }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const [typed, setTyped] = useState("");
  const groups = searchFieldTypes(typed);
  return (
    <>
      <Input
        allowClear
        size="small"
        prefix={<SearchOutlined />}
        aria-label={t.searchTypes}
        placeholder={t.searchTypes}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {groups.map(({ group, types }) => (
        <section key={group} aria-label={localize(FIELD_GROUP_NAMES[group])}>
          <h3>{localize(FIELD_GROUP_NAMES[group])}</h3>
          <ul>
            {types.map((type) => (
              <li key={type.id}>
                <PaletteEntry type={type} onAdd={() => onAdd(type.id)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 ? <p className="palette-note">{t.noTypes}</p> : null}
    </>
  );
}

function PaletteEntry({ type, onAdd }: { readonly type: FieldType; readonly onAdd: () => void }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `${PREFIX}${type.id}` });
  const name = localize(type.name);
  return (
    <Tooltip title={isDragging ? "" : localize(type.description)} placement="right" mouseEnterDelay={0.6}>
      <button
        ref={setNodeRef}
        type="button"
        className={`palette-entry${isDragging ? " palette-entry-lifted" : ""}`}
        aria-label={fillText(t.addField, { type: name })}
        {...listeners}
        onKeyDown={undefined}
        onClick={onAdd}
      >
        <IconByName name={type.icon} />
        {name}
      </button>
    </Tooltip>
  );
}

/** A palette entry under the pointer while it is dragged: drawn above everything, so that no edge cuts it off. */
export function DraggedEntry({ type }: { readonly type: FieldType }) {
  const localize = useLocalize();
  return (
    <div className="palette-entry palette-entry-dragged">
      <IconByName name={type.icon} />
      {localize(type.name)}
    </div>
  );
}
