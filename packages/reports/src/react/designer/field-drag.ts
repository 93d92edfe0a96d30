import { isPlainObject } from "@mortise/kit";
import { type DragEvent, useState } from "react";

/** A field on its way from the list to a card. */
export interface DraggedField {
  readonly entity: string;
  readonly field: string;
}

const FIELD = "application/x-mortise-field";
const FILTER = "application/x-mortise-filter";

/** Begins to drag a field. */
export function dragField(event: DragEvent, dragged: DraggedField): void {
  event.dataTransfer.setData(FIELD, JSON.stringify(dragged));
  event.dataTransfer.effectAllowed = "copy";
}

/** Begins to drag a filter of the bar. */
export function dragFilter(event: DragEvent, id: string): void {
  event.dataTransfer.setData(FILTER, id);
  event.dataTransfer.effectAllowed = "link";
}

/** What a place does with what is dropped on it. */
export interface DropTaker {
  readonly field?: (dragged: DraggedField) => void;
  readonly filter?: (id: string) => void;
}

/** Lets fields and filters be dropped on an element; `isOver` while something that fits is held above it. */
export function useDropOf({ field, filter }: DropTaker) {
  const [isOver, setOver] = useState(false);
  const takes = ({ dataTransfer }: DragEvent): boolean =>
    (field !== undefined && dataTransfer.types.includes(FIELD)) ||
    (filter !== undefined && dataTransfer.types.includes(FILTER));
  const props = {
    onDragOver: (event: DragEvent): void => {
      if (!takes(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(true);
    },
    onDragLeave: (): void => setOver(false),
    onDrop: (event: DragEvent): void => {
      setOver(false);
      if (!takes(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const dragged = readField(event.dataTransfer.getData(FIELD));
      const bound = event.dataTransfer.getData(FILTER);
      if (dragged) field?.(dragged);
      else if (bound !== "") filter?.(bound);
    },
  };
  return { isOver, props };
}

function readField(text: string): DraggedField | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isPlainObject(value)) return undefined;
    const { entity, field } = value;
    return typeof entity === "string" && typeof field === "string" ? { entity, field } : undefined;
  } catch {
    return undefined;
  }
}
