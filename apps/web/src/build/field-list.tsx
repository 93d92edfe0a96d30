import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, HolderOutlined } from "@ant-design/icons";
import { useDroppable } from "@dnd-kit/core";
import { SortableContext, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { findFieldType } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { EmptyState, IconByName, useLocalize, useText } from "@mortise/ui";
import { Button, Tag } from "antd";
import { useEffect, useRef } from "react";
import { moved } from "../records/column-chooser.tsx";
import { buildText } from "./text.ts";

/** The place below the last field. */
export const LIST_END = "field-list-end";

interface FieldListProps {
  readonly entity: EntityDocument;
  readonly chosen: string | undefined;
  /** Before which field a new one that is dragged would go: a line stands there. */
  readonly place: number | undefined;
  readonly onChoose: (id: string) => void;
  readonly onChange: (fields: readonly FieldDefinition[]) => void;
  readonly onRemove: (id: string) => void;
}

/** The fields of an entity in their order, sorted by drag, keyboard or buttons. */
export function FieldList(props: FieldListProps) {
  const t = useText(buildText);
  const { entity } = props;
  const { setNodeRef } = useDroppable({ id: LIST_END });
  return (
    <SortableContext items={entity.fields.map((field) => field.id)} strategy={verticalListSortingStrategy}>
      <ul className="field-rows" aria-label={t.fields} ref={setNodeRef}>
        {entity.fields.map((field, index) => (
          <FieldRow key={field.id} {...props} field={field} index={index} />
        ))}
      </ul>
      {entity.fields.length === 0 ? <EmptyState title={t.noFields} /> : null}
    </SortableContext>
  );
}

function FieldRow({
  field,
  index,
  ...list
}: FieldListProps & { readonly field: FieldDefinition; readonly index: number }) {
  const { entity, chosen, place, onChoose } = list;
  const t = useText(buildText);
  const localize = useLocalize();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition } = useSortable({
    id: field.id,
  });
  const isLast = index === entity.fields.length - 1;
  const line =
    place === index ? " field-row-before" : isLast && place === index + 1 ? " field-row-after" : "";
  const isChosen = chosen === field.id;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView?.({ block: "nearest" });
  }, [isChosen]);
  const type = findFieldType(field.type);
  const name = localize(field.name);
  const isTitle = entity.titleField === field.id;
  return (
    <li
      ref={(node) => {
        row.current = node;
        setNodeRef(node);
      }}
      style={{ transform: CSS.Translate.toString(transform), ...(transition ? { transition } : {}) }}
      className={`field-row${isChosen ? " field-row-chosen" : ""}${line}`}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        className="drag-handle"
        {...attributes}
        {...listeners}
        aria-label={fillText(t.drag, { name })}
      >
        <HolderOutlined />
      </button>
      <button
        type="button"
        className="field-row-name"
        onClick={() => onChoose(field.id)}
        aria-pressed={chosen === field.id}
      >
        <IconByName name={type?.icon} />
        <span>
          <b>{name}</b>
          <small>{localize(type?.name)}</small>
        </span>
        {isTitle ? <Tag color="gold">{t.titleField}</Tag> : null}
        {field.required ? <Tag>{t.required}</Tag> : null}
        {field.unique ? <Tag>{t.unique}</Tag> : null}
      </button>
      <RowTools {...list} field={field} index={index} name={name} />
    </li>
  );
}

function RowTools({
  entity,
  field,
  index,
  name,
  onChange,
  onRemove,
}: FieldListProps & { readonly field: FieldDefinition; readonly index: number; readonly name: string }) {
  const t = useText(buildText);
  return (
    <>
      <Button
        size="small"
        type="text"
        icon={<ArrowUpOutlined aria-hidden="true" />}
        disabled={index === 0}
        aria-label={fillText(t.moveUp, { name })}
        onClick={() => onChange(moved(entity.fields, index, index - 1))}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowDownOutlined aria-hidden="true" />}
        disabled={index === entity.fields.length - 1}
        aria-label={fillText(t.moveDown, { name })}
        onClick={() => onChange(moved(entity.fields, index, index + 1))}
      />
      <Button
        size="small"
        type="text"
        danger
        icon={<DeleteOutlined aria-hidden="true" />}
        disabled={entity.titleField === field.id}
        aria-label={fillText(t.removeField, { name })}
        onClick={() => onRemove(field.id)}
      />
    </>
  );
}
