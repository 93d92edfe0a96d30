import {
  closestCenter,
  type CollisionDetection,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  type SensorDescriptor,
  type SensorOptions,
  useSensor,
  useSensors,
} from "@dnd-kit/core";

/** The same object always: other sensors would have everything that can be dragged drawn again. */
const POINTER = { activationConstraint: { distance: 4 } };

/** Mouse, finger and keyboard; a click is no drag. */
export function useDragSensors(): SensorDescriptor<SensorOptions>[] {
  return useSensors(useSensor(PointerSensor, POINTER), useSensor(KeyboardSensor));
}

/** The smallest place under the pointer, as places hold others. Without a pointer, the nearest one. */
export const innermost: CollisionDetection = (detection) => {
  const under = pointerWithin(detection);
  if (under.length === 0) return detection.pointerCoordinates ? [] : closestCenter(detection);
  const area = (id: string | number) => {
    const box = detection.droppableRects.get(id);
    return box ? box.width * box.height : Number.POSITIVE_INFINITY;
  };
  return under.toSorted((a, b) => area(a.id) - area(b.id));
};
