import {
  type MouseEvent as ReactMouseEvent,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useCallback,
  useRef,
  useState,
} from "react";

/** A heading that is being dragged. */
export interface ColumnDrag {
  readonly from: number;
  /** The place among the columns that it takes when it is let go. */
  readonly to: number;
  /** Where that is, in pixels from the left end of the heading line. */
  readonly x: number;
}

/** The pointer has to go so far before pressing a heading becomes dragging it. */
const THRESHOLD = 6;
/** So near to an edge of the list it scrolls along. */
const EDGE = 48;

/** Moves columns by dragging their headings; `first` is the first place that may be given to another column. */
export function useColumnDrag(
  line: RefObject<HTMLDivElement | null>,
  first: number,
  onMove: ((from: number, to: number) => void) | undefined,
) {
  const [drag, setDrag] = useState<ColumnDrag | undefined>(undefined);
  /** A drag that ended over a heading is not a click on it. */
  const isDragged = useRef(false);

  const begin = useCallback(
    (event: ReactPointerEvent, from: number) => {
      const head = line.current;
      if (!onMove || !head || from < first || event.button !== 0 || event.pointerType === "touch") return;
      const start = event.clientX;
      let last: ColumnDrag | undefined;
      const move = (to: PointerEvent) => {
        if (!isDragged.current && Math.abs(to.clientX - start) < THRESHOLD) return;
        isDragged.current = true;
        scrollAlong(head, to.clientX);
        last = placeAt(head, from, { x: to.clientX, first }) ?? last;
        setDrag(last);
      };
      const stop = () => {
        document.removeEventListener("pointermove", move);
        document.removeEventListener("pointerup", done);
        document.removeEventListener("keydown", giveUp, true);
        setDrag(undefined);
      };
      const done = () => {
        stop();
        if (last && last.to !== from) onMove(from, last.to);
      };
      const giveUp = (key: KeyboardEvent) => {
        if (key.key === "Escape") stop();
      };
      document.addEventListener("pointermove", move);
      document.addEventListener("pointerup", done);
      document.addEventListener("keydown", giveUp, true);
    },
    [line, first, onMove],
  );
  return {
    drag,
    begin,
    /** For the heading line: whatever is pressed next has not been dragged yet. */
    onPointerDownCapture: () => {
      isDragged.current = false;
    },
    onClickCapture: (event: ReactMouseEvent) => {
      if (isDragged.current) event.stopPropagation();
    },
  };
}

/** The place that a heading gets which is let go at a point of the screen. */
function placeAt(
  head: HTMLElement,
  from: number,
  { x, first }: { readonly x: number; readonly first: number },
): ColumnDrag | undefined {
  const box = head.getBoundingClientRect();
  const under = document.elementsFromPoint(x, box.top + box.height / 2);
  const cell = under.find((each) => each.matches(".m-grid-head-cell"));
  if (!cell) return undefined;
  const index = Number(cell.getAttribute("aria-colindex")) - 1;
  const { left, right } = cell.getBoundingClientRect();
  const isBefore = x < (left + right) / 2;
  const gap = Math.max(first, isBefore ? index : index + 1);
  // The gaps beside the heading itself are its own place.
  const to = gap > from ? gap - 1 : gap;
  return { from, to, x: (gap === index ? left : right) - box.left };
}

function scrollAlong(head: HTMLElement, x: number): void {
  const scroller = head.parentElement;
  const box = scroller?.getBoundingClientRect();
  if (!scroller || !box) return;
  if (x > box.right - EDGE) scroller.scrollLeft += EDGE / 2;
  else if (x < box.left + EDGE) scroller.scrollLeft -= EDGE / 2;
}
