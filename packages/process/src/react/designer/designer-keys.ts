import { useCurrent } from "@mortise/ui";
import { type RefObject, useEffect } from "react";
import type { Drawing } from "../../model/drawing/draw-flow.ts";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import type { FlowHistory } from "./use-flow-history.ts";
import type { Selection } from "./use-selection.ts";
import type { StepEdits } from "./use-step-edits.ts";

/** What the keys of the designer act on. */
export interface KeyTargets {
  readonly history: FlowHistory;
  readonly selection: Selection;
  readonly edits: StepEdits;
  readonly drawing: Drawing | undefined;
  /** Nothing can be changed. */
  readonly readOnly: boolean;
  /** Opens the choice of steps behind what is chosen. */
  readonly add: () => void;
  readonly search: () => void;
  readonly showKeys: () => void;
  readonly fit: () => void;
}

/** Whether an event comes from a box that is typed into, or from a panel: they keep keys and clipboard to themselves. */
export function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest(
        "input, textarea, [role=dialog], .ant-drawer, .ant-popover, .ant-select, .ant-dropdown",
      ) !== null)
  );
}

/**
 * Keys of the designer, while the keyboard is in it or nowhere in particular. Copying, cutting and pasting come with the
 * browser's own events.
 */
export function useDesignerKeys(place: RefObject<HTMLElement | null>, targets: KeyTargets): void {
  const current = useCurrent(targets);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target } = event;
      const isHere = target === document.body || (target instanceof Node && place.current?.contains(target));
      if (!isHere || isElsewhere(target) || event.defaultPrevented) return;
      const handle = handlerOf(event, current());
      if (!handle) return;
      event.preventDefault();
      handle();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [place, current]);
}

function handlerOf(event: KeyboardEvent, targets: KeyTargets): (() => void) | undefined {
  const { history, selection, edits, readOnly } = targets;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    const always: Readonly<Record<string, () => void>> = { f: targets.search };
    const editing: Readonly<Record<string, () => void>> = {
      z: event.shiftKey ? history.redo : history.undo,
      y: history.redo,
      d: () => edits.duplicate(),
      a: () => selection.chooseAll(stepsOf(targets.drawing)),
    };
    return always[key] ?? (readOnly ? undefined : editing[key]);
  }
  if (event.altKey) {
    if (readOnly || (key !== "arrowup" && key !== "arrowdown")) return undefined;
    return () => edits.moveBy(key === "arrowup" ? -1 : 1);
  }
  const plain: Readonly<Record<string, () => void>> = {
    arrowdown: () => walk(targets, "down"),
    arrowup: () => walk(targets, "up"),
    arrowleft: () => walk(targets, "left"),
    arrowright: () => walk(targets, "right"),
    home: () => selection.goTo(TRIGGER_ID),
    enter: () => selection.setOpen(current(selection)),
    f2: () => selection.setOpen(current(selection)),
    escape: () => selection.setOpen(undefined),
    "1": targets.fit,
    "?": targets.showKeys,
    ...(readOnly ? {} : { delete: () => edits.remove(), backspace: () => edits.remove(), "/": targets.add }),
  };
  return plain[key];
}

function current({ chosen }: Selection): string {
  return [...chosen].at(-1) ?? TRIGGER_ID;
}

function stepsOf(drawing: Drawing | undefined): readonly string[] {
  return (drawing?.boxes ?? []).flatMap(({ id, kind }) => (kind === "step" ? [id] : []));
}

/** Where the arrow keys lead: along the lines, and across to what stands beside. */
export function stepTowards(
  drawing: Drawing,
  from: string,
  way: "up" | "down" | "left" | "right",
): string | undefined {
  if (way === "down") return follow(drawing, from, "source", "target");
  if (way === "up") return follow(drawing, from, "target", "source");
  const own = drawing.byId.get(from);
  if (!own) return undefined;
  const beside = drawing.boxes.filter(
    ({ kind, x }) => (kind === "step" || kind === "trigger") && (way === "left" ? x < own.x : x > own.x),
  );
  const far = (box: { readonly x: number; readonly y: number }): number =>
    Math.abs(box.x - own.x) + 3 * Math.abs(box.y - own.y);
  return beside.toSorted((one, other) => far(one) - far(other))[0]?.id;
}

/** The first step along the lines, over marks where ways meet. */
function follow(
  drawing: Drawing,
  from: string,
  begin: "source" | "target",
  end: "source" | "target",
): string | undefined {
  const seen = new Set([from]);
  for (const waiting = [from]; waiting.length > 0;) {
    const id = waiting.shift();
    for (const line of drawing.lines) {
      if (line[begin] !== id || seen.has(line[end])) continue;
      const kind = drawing.byId.get(line[end])?.kind;
      if (kind === "step" || kind === "trigger") return line[end];
      seen.add(line[end]);
      waiting.push(line[end]);
    }
  }
  return undefined;
}

function walk({ drawing, selection }: KeyTargets, way: "up" | "down" | "left" | "right"): void {
  if (!drawing) return;
  const next = selection.chosen.size === 0 ? TRIGGER_ID : stepTowards(drawing, current(selection), way);
  if (next === undefined) return;
  selection.goTo(next);
  // Open settings follow.
  if (selection.open !== undefined && !selection.open.startsWith("$panel")) selection.setOpen(next);
}
