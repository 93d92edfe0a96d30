import { useDraggable, useDroppable } from "@dnd-kit/core";
import { HolderOutlined, WarningOutlined } from "@ant-design/icons";
import type { FormItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { type MouseEvent, type ReactNode, useCallback } from "react";
import { isSized } from "../../model/layout/pack-rows.ts";
import { useDesigner } from "./designer-context.ts";
import { ItemBody } from "./item-body.tsx";
import { onItemKey } from "./item-keys.ts";
import { ItemTools } from "./item-tools.tsx";
import { ResizeHandle } from "./resize-handle.tsx";
import { designerText } from "./text.ts";

interface CanvasItemProps {
  readonly item: FormItem;
  /** Draws what stands in a section or on a page. */
  readonly renderInner: (items: readonly FormItem[], section: string) => ReactNode;
}

/** One item on the canvas: selectable, draggable, and a place to drop others around. */
export function CanvasItem({ item, renderInner }: CanvasItemProps) {
  const t = useText(designerText);
  const actions = useDesigner();
  const { selected, chosen, nameOf } = actions;
  const name = nameOf(item);
  const { attributes, listeners, isDragging, setNodeRef, setActivatorNodeRef } = useDraggable({
    id: item.id,
    data: { item: item.id, name },
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
  const problem = actions.problemOf(item.id);
  return (
    <div
      ref={setBothRefs}
      className={itemClasses(item, actions, isDragging)}
      role="group"
      aria-label={name}
      aria-current={chosen.has(item.id) ? "true" : undefined}
      data-item={item.id}
      tabIndex={0}
      onClick={(event) => {
        event.stopPropagation();
        actions.select(item.id, selectMode(event));
      }}
      onKeyDown={(event) => onItemKey(event, item, actions)}
    >
      <button
        {...attributes}
        {...listeners}
        ref={setActivatorNodeRef}
        type="button"
        className="fd-handle"
        aria-label={`${t.drag} ${name}`}
      >
        <HolderOutlined />
      </button>
      <ItemBody item={item} renderInner={renderInner} />
      {problem === undefined ? null : (
        <div className="fd-problem">
          <WarningOutlined aria-hidden /> {problem}
        </div>
      )}
      {isSelected && chosen.size === 1 ? <ItemTools item={item} /> : null}
      {isSelected && isSized(item) ? <ResizeHandle item={item} /> : null}
    </div>
  );
}

function selectMode(event: MouseEvent) {
  if (event.shiftKey) return "range";
  return event.ctrlKey || event.metaKey ? "toggle" : "one";
}

function itemClasses(item: FormItem, actions: ReturnType<typeof useDesigner>, isDragging: boolean): string {
  const { target, chosen } = actions;
  const side = target && target.kind !== "into" && target.id === item.id ? target.kind : "";
  const mark = actions.markOf(item.id);
  return [
    "fd-item",
    chosen.has(item.id) ? "fd-selected" : "",
    side ? `fd-drop-${side}` : "",
    isDragging ? "fd-dragging" : "",
    mark ? `fd-mark-${mark}` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
