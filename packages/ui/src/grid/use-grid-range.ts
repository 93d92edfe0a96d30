import { type MouseEvent as ReactMouseEvent, type ReactNode, type RefObject, useCallback } from "react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { tableHtml, tabbedText } from "./cell-text.ts";
import type { GridCell } from "./grid-keys.ts";
import { filledRange, type GridRange, rangeBetween } from "./grid-range.ts";

/** What may be done with a range of cells; a grid without it knows single cells only. */
export interface RangeActions {
  /** The texts of the cells, line by line; undefined when they cannot be had, which the owner of the grid has told. */
  readonly copy: (range: GridRange) => readonly (readonly string[])[] | undefined;
  /** One line about the range, for the eye and the screen reader. */
  readonly summary: (range: GridRange) => ReactNode;
  readonly paste?: ((range: GridRange, text: string) => void) | undefined;
  readonly clear?: ((range: GridRange) => void) | undefined;
  readonly fillDown?: ((range: GridRange) => void) | undefined;
  /** Continues the range over a larger block that holds it, beyond one of its edges. */
  readonly fill?: ((range: GridRange, filled: GridRange) => void) | undefined;
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
  readonly rowCount: number;
  /** Changes whenever rows changed. */
  readonly version: number;
}

/** The block of cells that is chosen: by Shift and a move, Shift and a click, or dragging; copied, pasted over and filled. */
export function useGridRange(options: GridRangeOptions) {
  const { scroller, active, actions } = options;
  const [anchor, setAnchor] = useState<GridCell | undefined>(undefined);
  const [filled, setFilled] = useState<GridRange | undefined>(undefined);
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

  const fillFrom = (from: GridRange, corner: GridCell | undefined) => {
    const edges = () => [latest.current.idAt(from.top), latest.current.idAt(from.bottom)].join();
    const before = edges();
    const wanted = (over: GridCell | undefined) => over && filledRange(from, over);
    followDrag(latest.current, corner, {
      over: (over) => setFilled(wanted(over)),
      done: (over) => {
        setFilled(undefined);
        const filling = wanted(over);
        // While it was dragged the list may have become another one.
        if (!filling || edges() !== before) return;
        latest.current.actions?.fill?.(from, filling);
        choose({ row: filling.top, column: filling.left }, { row: filling.bottom, column: filling.right });
      },
    });
  };

  const onMouseDown = (event: ReactMouseEvent) => {
    if (event.button === 0 && range && isFillHandle(event.target)) {
      event.preventDefault();
      return fillFrom(range, cellAt(event.target));
    }
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
    if (actions && !isControl) followDrag(latest.current, cell, { over: extendTo });
  };

  const { setActive } = options;
  const letGo = useCallback(
    (to: GridCell | undefined) => {
      setAnchor(undefined);
      if (to) setActive(to);
    },
    [setActive],
  );
  useSameRows(range, options, letGo);
  useClipboard(latest);
  return { range, filled, goTo, extendTo, choose, onMouseDown };
}

function isFillHandle(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(".m-grid-fill");
}

/** Rows that moved farther than this are not looked for. */
const LOOKED_THROUGH = 500;

/**
 * Lets a range go when other rows have come to its edges: what is done with it must meet the rows that were chosen.
 * The active cell goes along with its row.
 */
function useSameRows(
  range: GridRange | undefined,
  { active, idAt, rowCount, version }: Pick<GridRangeOptions, "active" | "idAt" | "rowCount" | "version">,
  letGo: (to: GridCell | undefined) => void,
): void {
  const known = useRef<{ readonly range: GridRange; readonly ids: readonly (string | undefined)[] }>(
    undefined,
  );
  useLayoutEffect(() => {
    const before = known.current?.range === range ? known.current?.ids : undefined;
    const ids = range ? [idAt(range.top), idAt(range.bottom)] : [];
    const isOther = ids.some((id, edge) => id !== undefined && (before?.[edge] ?? id) !== id);
    const meant = range && active ? before?.[active.row === range.top ? 0 : 1] : undefined;
    const row = isOther && active && meant ? rowOf(meant, active.row, rowCount, idAt) : undefined;
    // A page that is not read again yet may hide the row that is meant: it stays the one that is looked for.
    const keeps = isOther && row === undefined && range?.top === range?.bottom;
    known.current = range && {
      range,
      ids: keeps && before ? before : ids.map((id, edge) => id ?? before?.[edge]),
    };
    if (isOther) letGo(active && row !== undefined && row !== active.row ? { ...active, row } : undefined);
    // A new version may have other rows in the same places.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [range, active, idAt, rowCount, version, letGo]);
}

/** Where a row stands now that stood at a place: the nearest place is looked at first. */
function rowOf(
  id: string,
  near: number,
  rowCount: number,
  idAt: (row: number) => string | undefined,
): number | undefined {
  for (let distance = 0; distance <= LOOKED_THROUGH; distance += 1) {
    if (near - distance >= 0 && idAt(near - distance) === id) return near - distance;
    if (near + distance < rowCount && idAt(near + distance) === id) return near + distance;
  }
  return undefined;
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

/** Reports the cells that the pointer comes over until the button is let go; beyond an edge the list scrolls along. */
function followDrag(
  { scroller, header }: Pick<GridRangeOptions, "scroller" | "header">,
  start: GridCell | undefined,
  {
    over,
    done,
  }: { readonly over: (cell: GridCell) => void; readonly done?: (cell: GridCell | undefined) => void },
): void {
  let last = start;
  let isMoved = false;
  const move = (event: MouseEvent) => {
    const box = scroller.current?.getBoundingClientRect();
    if (!box) return;
    const x = Math.min(Math.max(event.clientX, box.left + EDGE), box.right - EDGE);
    const y = Math.min(Math.max(event.clientY, box.top + header + 2), box.bottom - EDGE);
    const cell = cellAt(document.elementFromPoint(x, y));
    if (!cell || (cell.row === last?.row && cell.column === last.column)) return;
    last = cell;
    isMoved = true;
    over(cell);
  };
  const stop = () => {
    document.removeEventListener("mousemove", move);
    document.removeEventListener("mouseup", stop);
    done?.(isMoved ? last : undefined);
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
      const focused = document.activeElement;
      const hasFocus =
        focused !== null && (focused === scroller.current || focused.parentElement === scroller.current);
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
