import { type MouseEvent as ReactMouseEvent, type ReactNode, type RefObject, useCallback } from "react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { tableHtml, tabbedText } from "./cell-text.ts";
import type { GridCell } from "./grid-keys.ts";
import { type GridRange, rangeBetween } from "./grid-range.ts";

/** What may be done with a range of cells; a grid without it knows single cells only. */
export interface RangeActions {
  /** The texts of the cells, line by line; undefined when they cannot be had, which the owner of the grid has told. */
  readonly copy: (range: GridRange) => readonly (readonly string[])[] | undefined;
  /** One line about the range, for the eye and the screen reader. */
  readonly summary: (range: GridRange) => ReactNode;
  readonly paste?: ((range: GridRange, text: string) => void) | undefined;
  readonly clear?: ((range: GridRange) => void) | undefined;
  readonly fillDown?: ((range: GridRange) => void) | undefined;
  readonly undo?: (() => void) | undefined;
  readonly redo?: (() => void) | undefined;
}

interface GridRangeOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly active: GridCell | undefined;
  readonly setActive: (cell: GridCell | undefined) => void;
  /** Makes a cell the active one and brings it into sight. */
  readonly moveTo: (cell: GridCell) => void;
  readonly actions: RangeActions | undefined;
  /** Pixels at the top that are no cells. */
  readonly header: number;
  /** The id of the row at a place; undefined while it is not at hand. */
  readonly idAt: (row: number) => string | undefined;
  /** Changes whenever rows changed. */
  readonly version: number;
}

/** The block of cells that is chosen: by Shift and a move, Shift and a click, or dragging; copied, pasted over and filled. */
export function useGridRange(options: GridRangeOptions) {
  const { scroller, active, actions } = options;
  const [anchor, setAnchor] = useState<GridCell | undefined>(undefined);
  const range = useMemo(() => active && rangeBetween(anchor ?? active, active), [anchor, active]);
  const latest = useRef({ ...options, range });
  useLayoutEffect(() => {
    latest.current = { ...options, range };
  });

  const goTo = useCallback((cell: GridCell) => {
    setAnchor(undefined);
    latest.current.moveTo(cell);
  }, []);
  const extendTo = useCallback((cell: GridCell) => {
    const { active: from, moveTo } = latest.current;
    setAnchor((before) => before ?? from ?? cell);
    moveTo(cell);
  }, []);
  const choose = useCallback((from: GridCell, to: GridCell) => {
    setAnchor(from);
    latest.current.setActive(to);
  }, []);

  const onMouseDown = (event: ReactMouseEvent) => {
    const cell = event.button === 0 ? cellAt(event.target) : undefined;
    if (!cell) return;
    if (actions && event.shiftKey && active) {
      event.preventDefault();
      scroller.current?.focus({ preventScroll: true });
      extendTo(cell);
    } else {
      setAnchor(undefined);
      options.setActive(cell);
    }
    // What is a link or a control keeps its own dragging.
    const isControl = event.target instanceof Element && event.target.closest("a, button, input") !== null;
    if (actions && !isControl) followDrag(latest.current, cell, extendTo);
  };

  const letGo = useCallback(() => setAnchor(undefined), []);
  useSameRows(range, options, letGo);
  useClipboard(latest);
  return { range, goTo, extendTo, choose, onMouseDown };
}

/** Lets a range go when other rows have come to its edges: what is done with it must meet the rows that were chosen. */
function useSameRows(
  range: GridRange | undefined,
  { idAt, version }: Pick<GridRangeOptions, "idAt" | "version">,
  letGo: () => void,
): void {
  const known = useRef<{ readonly range: GridRange; readonly ids: readonly (string | undefined)[] }>(
    undefined,
  );
  useLayoutEffect(() => {
    const before = known.current?.range === range ? known.current?.ids : undefined;
    const ids = range ? [idAt(range.top), idAt(range.bottom)] : [];
    const isOther = ids.some((id, edge) => id !== undefined && (before?.[edge] ?? id) !== id);
    known.current = range && { range, ids: ids.map((id, edge) => id ?? before?.[edge]) };
    if (isOther) letGo();
    // A new version may have other rows in the same places.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [range, idAt, version, letGo]);
}

/** The cell under an element; none while it is being edited. */
function cellAt(target: EventTarget | null): GridCell | undefined {
  const cell = target instanceof Element ? target.closest(".m-grid-cell:not(.m-grid-editing)") : null;
  const row = cell?.closest('[role="row"]');
  if (!cell || !row) return undefined;
  // Both count from 1, and the header is the first row.
  return {
    row: Number(row.getAttribute("aria-rowindex")) - 2,
    column: Number(cell.getAttribute("aria-colindex")) - 1,
  };
}

const EDGE = 12;

/** Extends the range to the cell under the pointer until the button is let go; beyond an edge the list scrolls along. */
function followDrag(
  { scroller, header }: Pick<GridRangeOptions, "scroller" | "header">,
  start: GridCell,
  extendTo: (cell: GridCell) => void,
): void {
  let last = start;
  const move = (event: MouseEvent) => {
    const box = scroller.current?.getBoundingClientRect();
    if (!box) return;
    const x = Math.min(Math.max(event.clientX, box.left + EDGE), box.right - EDGE);
    const y = Math.min(Math.max(event.clientY, box.top + header + 2), box.bottom - EDGE);
    const over = cellAt(document.elementFromPoint(x, y));
    if (!over || (over.row === last.row && over.column === last.column)) return;
    last = over;
    extendTo(over);
  };
  const stop = () => {
    document.removeEventListener("mousemove", move);
    document.removeEventListener("mouseup", stop);
  };
  document.addEventListener("mousemove", move);
  document.addEventListener("mouseup", stop);
}

type Latest = RefObject<GridRangeOptions & { readonly range: GridRange | undefined }>;

/** Browsers send clipboard events to what is selected as text, not to what has the focus: the grid asks for the focus. */
function useClipboard(latest: Latest): void {
  useEffect(() => {
    const inGrid = () => {
      const { scroller, range, actions } = latest.current;
      const hasFocus = scroller.current !== null && document.activeElement === scroller.current;
      return hasFocus && range && actions ? { range, actions } : undefined;
    };
    const copy = (event: ClipboardEvent) => {
      const here = inGrid();
      if (!here || !event.clipboardData) return;
      event.preventDefault();
      const lines = here.actions.copy(here.range);
      if (!lines) return;
      event.clipboardData.setData("text/plain", tabbedText(lines));
      event.clipboardData.setData("text/html", tableHtml(lines));
    };
    const paste = (event: ClipboardEvent) => {
      const here = inGrid();
      const text = event.clipboardData?.getData("text/plain");
      if (!here?.actions.paste || !text) return;
      event.preventDefault();
      here.actions.paste(here.range, text);
    };
    document.addEventListener("copy", copy);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("paste", paste);
    };
  }, [latest]);
}

/** Runs the action that a key asks for on a range; false when it asks for none. */
export function runRangeKey(
  event: {
    readonly key: string;
    readonly ctrlKey: boolean;
    readonly metaKey: boolean;
    readonly shiftKey: boolean;
  },
  actions: RangeActions | undefined,
  range: GridRange | undefined,
): boolean {
  const run = actions && range ? rangeAction(event, actions) : undefined;
  if (!run || !range) return false;
  run(range);
  return true;
}

function rangeAction(
  event: Parameters<typeof runRangeKey>[0],
  { clear, fillDown, undo, redo }: RangeActions,
): ((range: GridRange) => void) | undefined {
  const key = event.key.toLowerCase();
  if (key === "delete" || key === "backspace") return clear;
  if (!event.ctrlKey && !event.metaKey) return undefined;
  if (key === "d") return fillDown;
  if (key === "y" || (key === "z" && event.shiftKey)) return redo;
  return key === "z" ? undo : undefined;
}
