import { type Active, DndContext, type DragEndEvent, DragOverlay, MeasuringStrategy } from "@dnd-kit/core";
import type { FormDocument } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { type ReactNode, useRef, useState } from "react";
import { findItem } from "../../model/layout/item-tree.ts";
import { isSized } from "../../model/layout/pack-rows.ts";
import { innermost, useDragSensors } from "./drag-rules.ts";
import { dragText } from "./drag-text.ts";
import { type DropTarget, sideOf } from "./drop-target.ts";
import type { PaletteEntry } from "./palette.tsx";
import type { Dragged } from "./use-designer-actions.ts";

interface DesignerDragProps {
  readonly document: FormDocument;
  readonly onTarget: (target: DropTarget | undefined) => void;
  /** Where a target is, in words, for those who hear instead of see. */
  readonly placeWords: (target: DropTarget) => string;
  readonly onDrop: (dragged: Dragged, target: DropTarget) => void;
  readonly children: ReactNode;
}

/** Dragging with mouse, finger and keyboard (Space lifts and drops, arrows move, Escape gives up). */
export function DesignerDrag({ document, onTarget, placeWords, onDrop, children }: DesignerDragProps) {
  const t = useText(dragText);
  const sensors = useDragSensors();
  const [name, setName] = useState<string>();
  const target = useRef<DropTarget>(undefined);
  const aim = (next: DropTarget | undefined): void => {
    if (JSON.stringify(next) === JSON.stringify(target.current)) return;
    target.current = next;
    onTarget(next);
  };
  const end = (): void => {
    setName(undefined);
    aim(undefined);
  };
  const say = (words: string) => (event: { readonly active: Active }) => `${words} ${nameOf(event.active)}`;
  const sayWhere = (words: string) => (event: { readonly active: Active }) => {
    const where = target.current;
    return `${words} ${nameOf(event.active)}${where ? `: ${placeWords(where)}` : ""}`;
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={innermost}
      measuring={MEASURING}
      accessibility={{
        screenReaderInstructions: { draggable: t.instructions },
        announcements: {
          onDragStart: say(t.lifted),
          onDragOver: sayWhere(t.over),
          onDragEnd: sayWhere(t.dropped),
          onDragCancel: say(t.cancelled),
        },
      }}
      onDragStart={({ active }) => setName(nameOf(active))}
      onDragMove={(event) => aim(targetOf(event, document))}
      onDragOver={(event) => aim(targetOf(event, document))}
      onDragCancel={end}
      onDragEnd={(event) => {
        // What the last move saw may lie one step behind the pointer.
        const where = targetOf(event, document);
        const dragged = draggedThing(event.active);
        end();
        if (where && dragged) onDrop(dragged, where);
      }}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {name === undefined ? null : <div className="fd-overlay">{name}</div>}
      </DragOverlay>
    </DndContext>
  );
}

/** Every drop moves what stands below it: places measured for an earlier drag are wrong. */
const MEASURING = { droppable: { strategy: MeasuringStrategy.Always } };

/** Data of draggables and droppables is set by palette and canvas in these shapes. */
interface DragData {
  readonly entry?: PaletteEntry;
  readonly item?: string;
  readonly name?: string;
  readonly beside?: string;
  readonly into?: string | null;
}

/** What one of our own draggables or targets carries. */
function dragDataOf(part: Pick<Active, "data"> | null): DragData | undefined {
  // Nothing else on the page takes part in a drag.
  return part?.data.current;
}

function nameOf(active: Active): string {
  return dragDataOf(active)?.name ?? "";
}

function draggedThing(active: Active): Dragged | undefined {
  const data = dragDataOf(active);
  if (data?.entry) return { entry: data.entry };
  return data?.item === undefined ? undefined : { item: data.item };
}

function targetOf(event: DragEndEvent, document: FormDocument): DropTarget | undefined {
  const { over, active } = event;
  const data = dragDataOf(over);
  if (!over || !data) return undefined;
  if (data.into !== undefined) return { kind: "into", section: data.into };
  const id = data.beside;
  const item = id === undefined ? undefined : findItem(document.items, id)?.item;
  if (id === undefined || !item) return undefined;
  const dragged = dragDataOf(active);
  const carried = dragged?.item === undefined ? undefined : findItem(document.items, dragged.item)?.item;
  const isWhole = dragged?.entry?.kind === "layout" && !SIZED_KINDS.has(dragged.entry.layout);
  const canStandBeside = isSized(item) && !isWhole && (carried === undefined || isSized(carried));
  return { kind: sideOf(over.rect, pointOf(event), canStandBeside), id };
}

/** Layout items of the palette that have a width of their own. */
const SIZED_KINDS: ReadonlySet<string> = new Set(["text", "button", "frame"]);

/** Where the pointer is; for the keyboard, the middle of what is carried. */
function pointOf({ activatorEvent, delta, active }: DragEndEvent): {
  readonly x: number;
  readonly y: number;
} {
  if (activatorEvent instanceof MouseEvent)
    return { x: activatorEvent.clientX + delta.x, y: activatorEvent.clientY + delta.y };
  const box = active.rect.current.translated;
  return box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : { x: 0, y: 0 };
}
