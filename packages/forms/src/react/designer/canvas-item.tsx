import { useDraggable, useDroppable } from "@dnd-kit/core";
import { HolderOutlined, WarningOutlined } from "@ant-design/icons";
import { type FormContainer, type FormItem, isContainer } from "@mortise/metadata";
import { HolderTag, useText } from "@mortise/ui";
import { memo, type MouseEvent, type ReactNode, useCallback } from "react";
import { isSized } from "../../model/layout/pack-rows.ts";
import { CanvasPages } from "./canvas-pages.tsx";
import { useCurrentDesigner, useDesignerPart } from "./designer-context.ts";
import { ItemBody } from "./item-body.tsx";
import { onItemKey } from "./item-keys.ts";
import { ItemLabel } from "./item-label.tsx";
import { ItemTools } from "./item-tools.tsx";
import { ResizeHandle } from "./resize-handle.tsx";
import { looksSame, type ShownItem, shownItem } from "./shown-item.ts";
import { designerText } from "./text.ts";

interface CanvasItemProps {
  readonly item: FormItem;
  /** Draws what stands in a section or on a page. */
  readonly renderInner: (items: readonly FormItem[], section: string) => ReactNode;
}

/**
 * One item on the canvas: selectable, draggable, and a place to drop others around. Drawn again only when it looks
 * different, so that long forms stay quick.
 */
export const CanvasItem = memo(function CanvasItem({ item, renderInner }: CanvasItemProps) {
  const shown = useDesignerPart((actions) => shownItem(item, actions), looksSame);
  return (
    <ItemFrame item={item} shown={shown}>
      {isContainer(item) ? (
        <ContainerBody item={item} shown={shown} renderInner={renderInner} />
      ) : (
        <ItemBody item={item} shown={shown} />
      )}
    </ItemFrame>
  );
});

function ContainerBody({
  item,
  shown,
  renderInner,
}: CanvasItemProps & { readonly item: FormContainer; readonly shown: ShownItem }) {
  if (item.type === "pages") return <CanvasPages item={item} renderInner={renderInner} />;
  return (
    <>
      <ItemLabel item={item} name={shown.name} isRenaming={shown.isRenaming} className="fd-section-title" />
      {renderInner(item.items, item.id)}
    </>
  );
}

interface ItemFrameProps {
  readonly item: FormItem;
  readonly shown: ShownItem;
  readonly children: ReactNode;
}

function ItemFrame({ item, shown, children }: ItemFrameProps) {
  const t = useText(designerText);
  const designer = useCurrentDesigner();
  const { name } = shown;
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
  return (
    <div
      ref={setBothRefs}
      className={itemClasses(shown, isDragging)}
      style={shown.holder ? { outline: `2px solid ${shown.holder.color}` } : undefined}
      role="group"
      aria-label={name}
      aria-current={shown.isChosen ? "true" : undefined}
      data-item={item.id}
      tabIndex={0}
      onClick={(event) => {
        event.stopPropagation();
        designer().select(item.id, selectMode(event));
      }}
      onKeyDown={(event) => onItemKey(event, item, designer())}
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
      {children}
      <HolderTag holder={shown.holder} />
      {shown.problem === undefined ? null : (
        <div className="fd-problem">
          <WarningOutlined aria-hidden /> {shown.problem}
        </div>
      )}
      {shown.isSelected && shown.isAlone && !shown.holder ? <ItemTools item={item} /> : null}
      {shown.isSelected && isSized(item) && !shown.holder ? <ResizeHandle item={item} /> : null}
    </div>
  );
}

function selectMode(event: MouseEvent) {
  if (event.shiftKey) return "range";
  return event.ctrlKey || event.metaKey ? "toggle" : "one";
}

function itemClasses({ isChosen, side, mark }: ShownItem, isDragging: boolean): string {
  return [
    "fd-item",
    isChosen ? "fd-selected" : "",
    side ? `fd-drop-${side}` : "",
    isDragging ? "fd-dragging" : "",
    mark ? `fd-mark-${mark}` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
