import {
  closestCenter,
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { arrayMove, sortableKeyboardCoordinates } from "@dnd-kit/sortable";
import { fieldType } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import { type ReactNode, useState } from "react";
import { LIST_END } from "./field-list.tsx";
import { DraggedEntry, paletteType } from "./field-palette.tsx";

interface FieldDragProps {
  readonly fields: readonly FieldDefinition[];
  /** A type was dropped before the field at an index. */
  readonly onAdd: (type: string, at: number) => void;
  readonly onSort: (fields: readonly FieldDefinition[]) => void;
  /** Draws palette and list; `place` is before which field the dragged type would go. */
  readonly children: (place: number | undefined) => ReactNode;
}

/** Lets types be dragged from the palette into the list of fields, and the fields be sorted. */
export function FieldDrag({ fields, onAdd, onSort, children }: FieldDragProps) {
  /** The type of the palette entry that is being dragged. */
  const [lifted, setLifted] = useState<string | undefined>(undefined);
  const [place, setPlace] = useState<number | undefined>(undefined);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const rest = () => {
    setLifted(undefined);
    setPlace(undefined);
  };
  const onDragEnd = (event: DragEndEvent) => {
    const { active, over } = event;
    rest();
    if (!over) return;
    const type = paletteType(active.id);
    if (type !== undefined) return onAdd(type, placeOf(event, fields) ?? fields.length);
    const to = fields.findIndex((field) => field.id === over.id);
    const from = fields.findIndex((field) => field.id === active.id);
    if (from !== -1 && to !== -1 && from !== to) onSort(arrayMove([...fields], from, to));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={underPointer}
      onDragStart={({ active }) => setLifted(paletteType(active.id))}
      onDragMove={(event) => setPlace(placeOf(event, fields))}
      onDragCancel={rest}
      onDragEnd={onDragEnd}
    >
      {children(place)}
      <DragOverlay dropAnimation={null}>
        {lifted === undefined ? null : <DraggedEntry type={fieldType(lifted)} />}
      </DragOverlay>
    </DndContext>
  );
}

/** A new field goes where the pointer is, and nowhere when that is not the list; rows that are sorted go to the nearest. */
const underPointer: CollisionDetection = (request) => {
  if (paletteType(request.active.id) === undefined) return closestCenter(request);
  const places = pointerWithin(request);
  const rows = places.filter(({ id }) => id !== LIST_END);
  return rows.length > 0 ? rows : places;
};

/** Before which field a new one goes: in the upper half of a row before it, in the lower half after it. */
function placeOf(
  { active, over }: Pick<DragMoveEvent, "active" | "over">,
  fields: readonly FieldDefinition[],
): number | undefined {
  if (!over || paletteType(active.id) === undefined) return undefined;
  const row = fields.findIndex((field) => field.id === over.id);
  if (row === -1) return fields.length;
  const lifted = active.rect.current.translated;
  const isLower = lifted !== null && lifted.top + lifted.height / 2 > over.rect.top + over.rect.height / 2;
  return isLower ? row + 1 : row;
}
