import { useDraggable, useDroppable } from "@dnd-kit/core";
import { HolderOutlined } from "@ant-design/icons";
import { FieldEditor } from "@mortise/fields/react";
import type { FormItem, FormSectionItem } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Input } from "antd";
import { type KeyboardEvent, type ReactNode, useCallback } from "react";
import { useDesigner } from "./designer-context.ts";
import { ItemTools } from "./item-tools.tsx";
import { ResizeHandle } from "./resize-handle.tsx";
import { designerText } from "./text.ts";

interface CanvasItemProps {
  readonly item: FormItem;
  /** Draws what is inside a section. */
  readonly renderSection: (section: FormSectionItem) => ReactNode;
}

/** One item on the canvas: selectable, draggable, and a place to drop others around. */
export function CanvasItem({ item, renderSection }: CanvasItemProps) {
  const t = useText(designerText);
  const actions = useDesigner();
  const { selected, target, nameOf } = actions;
  const { attributes, listeners, isDragging, setNodeRef, setActivatorNodeRef } = useDraggable({
    id: item.id,
    data: { item: item.id, name: nameOf(item) },
  });
  const { setNodeRef: setDropRef } = useDroppable({
    id: `item:${item.id}`,
    data: { beside: item.id },
    disabled: isDragging,
  });
  const setBothRefs = useCallback(
    (node: HTMLElement | null) => {
      setNodeRef(node);
      setDropRef(node);
    },
    [setNodeRef, setDropRef],
  );
  const isSelected = selected === item.id;
  const side = target && target.kind !== "into" && target.id === item.id ? target.kind : "";
  const classes = [
    "fd-item",
    isSelected ? "fd-selected" : "",
    side ? `fd-drop-${side}` : "",
    isDragging ? "fd-dragging" : "",
  ];
  return (
    <div
      ref={setBothRefs}
      className={classes.filter(Boolean).join(" ")}
      role="group"
      aria-label={nameOf(item)}
      aria-current={isSelected ? "true" : undefined}
      data-item={item.id}
      tabIndex={0}
      onClick={(event) => {
        event.stopPropagation();
        actions.select(item.id);
      }}
      onKeyDown={(event) => onItemKey(event, item, actions)}
    >
      <button
        {...attributes}
        {...listeners}
        ref={setActivatorNodeRef}
        type="button"
        className="fd-handle"
        aria-label={`${t.drag} ${nameOf(item)}`}
      >
        <HolderOutlined />
      </button>
      <ItemBody item={item} renderSection={renderSection} />
      {isSelected ? <ItemTools item={item} /> : null}
      {isSelected && item.type !== "section" ? <ResizeHandle item={item} /> : null}
    </div>
  );
}

function onItemKey(
  event: KeyboardEvent<HTMLElement>,
  item: FormItem,
  actions: ReturnType<typeof useDesigner>,
): void {
  if (event.target !== event.currentTarget) return;
  const handlers: Readonly<Record<string, () => void>> = {
    Delete: () => actions.remove(item),
    Backspace: () => actions.remove(item),
    Enter: () => actions.addAfter(item),
    F2: () => actions.startRename(item.id),
    Escape: () => actions.select(undefined),
    " ": () => actions.select(item.id),
    ...(event.altKey
      ? { ArrowUp: () => actions.step(item, -1), ArrowDown: () => actions.step(item, 1) }
      : {}),
  };
  const handle = handlers[event.key];
  if (!handle) return;
  event.preventDefault();
  event.stopPropagation();
  handle();
}

function ItemBody({ item, renderSection }: CanvasItemProps) {
  const t = useText(designerText);
  const localize = useLocalize();
  const { fields } = useDesigner();
  if (item.type === "text") return <ItemLabel item={item} className="fd-paragraph" />;
  if (item.type === "section")
    return (
      <>
        <ItemLabel item={item} className="fd-section-title" />
        {renderSection(item)}
      </>
    );
  const field = fields.find((candidate) => candidate.id === item.field);
  const isRequired = item.required === true || field?.required === true;
  const help = localize(item.help ?? field?.help);
  return (
    <>
      <ItemLabel item={item} className="fd-label" isRequired={isRequired} />
      <div className="fd-control" inert>
        {field ? (
          <FieldEditor
            field={field}
            value={null}
            onChange={() => undefined}
            disabled={item.readOnly === true}
          />
        ) : (
          <em>{t.missingField}</em>
        )}
      </div>
      {help ? <div className="fd-help">{help}</div> : null}
    </>
  );
}

/** The item's name; a click on it renames it in place. */
function ItemLabel({
  item,
  className,
  isRequired,
}: {
  readonly item: FormItem;
  readonly className: string;
  readonly isRequired?: boolean;
}) {
  const t = useText(designerText);
  const actions = useDesigner();
  const name = actions.nameOf(item);
  if (actions.renaming !== item.id)
    return (
      <span
        className={className}
        title={t.rename}
        onClick={(event) => {
          event.stopPropagation();
          actions.select(item.id);
          actions.startRename(item.id);
        }}
      >
        {isRequired ? (
          <span className="fd-required" aria-hidden="true">
            *{" "}
          </span>
        ) : null}
        {name}
      </span>
    );
  const finish = (text: string) => {
    actions.startRename(undefined);
    if (text.trim() !== "" && text !== name) actions.rename(item, text.trim());
  };
  return (
    <Input
      size="small"
      autoFocus
      aria-label={t.rename}
      defaultValue={name}
      onFocus={(event) => event.target.select()}
      onClick={(event) => event.stopPropagation()}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") finish(event.currentTarget.value);
        if (event.key === "Escape") actions.startRename(undefined);
      }}
    />
  );
}
