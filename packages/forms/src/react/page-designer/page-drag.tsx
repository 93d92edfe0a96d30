import { type Active, DndContext, type DragEndEvent, DragOverlay, type Over } from "@dnd-kit/core";
import { fillText } from "@mortise/kit";
import type { PageBlock } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { type ReactNode, useState } from "react";
import type { BlockOffer } from "../../model/page/block-offers.ts";
import type { BlockPlace } from "../../model/page/page-edits.ts";
import { innermost, useDragSensors } from "../designer/drag-rules.ts";
import { pageText } from "./text.ts";

/** What is dragged: a block of the page, or an offer of the palette. */
export interface DragLoad {
  readonly name: string;
  readonly block?: PageBlock;
  readonly offer?: BlockOffer;
}

/** Where something can be dropped, and how that place is called. */
export interface DropPlace extends BlockPlace {
  readonly words: string;
}

function loadOf(active: Active): DragLoad {
  // Only blocks and offers are draggable here; each carries its load.
  return active.data.current as DragLoad;
}

function placeOf(over: Over | null): DropPlace | undefined {
  // Likewise with the places.
  return over?.data.current as DropPlace | undefined;
}

/** Dragging with mouse, finger and keyboard; places are spoken. */
export function PageDrag({
  onDrop,
  children,
}: {
  readonly onDrop: (load: DragLoad, place: BlockPlace) => void;
  readonly children: (place: BlockPlace | undefined) => ReactNode;
}) {
  const t = useText(pageText);
  const sensors = useDragSensors();
  const [name, setName] = useState<string>();
  const [place, setPlace] = useState<DropPlace>();
  const rest = () => {
    setName(undefined);
    setPlace(undefined);
  };
  const end = ({ active, over }: DragEndEvent) => {
    const target = placeOf(over);
    rest();
    if (target) onDrop(loadOf(active), target);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={innermost}
      accessibility={{
        screenReaderInstructions: { draggable: t.instructions },
        announcements: {
          onDragStart: ({ active }) => fillText(t.lifted, { name: loadOf(active).name }),
          onDragOver: ({ active, over }) =>
            fillText(t.overColumn, { name: loadOf(active).name, place: placeOf(over)?.words ?? "" }),
          onDragEnd: ({ active }) => fillText(t.dropped, { name: loadOf(active).name }),
          onDragCancel: () => t.cancelled,
        },
      }}
      onDragStart={({ active }) => setName(loadOf(active).name)}
      onDragOver={({ over }) => setPlace(placeOf(over))}
      onDragCancel={rest}
      onDragEnd={end}
    >
      {children(place)}
      <DragOverlay dropAnimation={null}>
        {name === undefined ? null : <div className="pd-overlay">{name}</div>}
      </DragOverlay>
    </DndContext>
  );
}
