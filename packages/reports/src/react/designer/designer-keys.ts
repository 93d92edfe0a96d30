import type { KeyboardEvent } from "react";
import type { BoardItem } from "../../model/board/board-edits.ts";
import { GRID_COLUMNS } from "../../model/compose-card.ts";
import type { CardPlace } from "../../model/dashboard-commands.ts";

/** What keys do in the designer. */
export interface DesignerKeys {
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
  readonly duplicate: (() => void) | undefined;
  readonly remove: (() => void) | undefined;
  readonly leave: () => void;
  readonly place: ((place: CardPlace) => void) | undefined;
  readonly selected: BoardItem | undefined;
}

/** Whether somebody types into a field, where keys mean letters. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Ctrl-Z, Ctrl-Shift-Z, Ctrl-D, Del and Esc; with Alt, arrows move what is chosen, with Alt and Shift they resize it. */
export function designerKey(event: KeyboardEvent, keys: DesignerKeys): void {
  if (isTyping(event.target)) return;
  const action = actionOf(event, keys);
  if (!action) return;
  event.preventDefault();
  action();
}

function actionOf(event: KeyboardEvent, keys: DesignerKeys): (() => void) | undefined {
  const isCommand = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (isCommand && key === "z") return event.shiftKey ? keys.redo : keys.undo;
  if (isCommand && key === "y") return keys.redo;
  if (isCommand && key === "d") return keys.duplicate;
  if (key === "delete" || key === "backspace") return keys.remove;
  if (key === "escape") return keys.leave;
  const way = ARROWS[event.key];
  if (!event.altKey || !way || !keys.selected || !keys.place) return undefined;
  const { place } = keys;
  const next = moved(keys.selected.layout, way, event.shiftKey);
  return () => place(next);
}

function moved(
  { x, y, w, h }: CardPlace,
  [right, down]: readonly [number, number],
  resizes: boolean,
): CardPlace {
  if (resizes) {
    const width = Math.min(GRID_COLUMNS - x, Math.max(1, w + right));
    return { x, y, w: width, h: Math.max(1, h + down) };
  }
  return { x: Math.min(GRID_COLUMNS - w, Math.max(0, x + right)), y: Math.max(0, y + down), w, h };
}
