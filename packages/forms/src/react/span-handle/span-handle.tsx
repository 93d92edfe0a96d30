import { type PointerEvent, useState } from "react";
import { GRID_COLUMNS } from "../../model/layout/pack-rows.ts";

/** Props of `SpanHandle`. */
export interface SpanHandleProps {
  readonly className: string;
  readonly label: string;
  /** The width in twelfths. */
  readonly span: number;
  /** Selectors of what the handle stands in: what is resized, and the grid that is twelve columns wide. */
  readonly own: string;
  readonly grid: string;
  readonly onResize: (span: number) => void;
}

/** The right edge of something on a grid of twelve columns: dragged, or moved with the arrow keys, it changes the width. */
export function SpanHandle({ className, label, span, own, grid, onResize }: SpanHandleProps) {
  const [dragged, setDragged] = useState<number>();
  const start = (event: PointerEvent<HTMLElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    const handle: HTMLElement = event.currentTarget;
    const box = handle.closest(own)?.getBoundingClientRect();
    const whole = handle.closest(grid)?.getBoundingClientRect();
    if (!box || !whole) return;
    const spanAt = (x: number) =>
      Math.min(GRID_COLUMNS, Math.max(1, Math.round(((x - box.left) / whole.width) * GRID_COLUMNS)));
    handle.setPointerCapture(event.pointerId);
    const done = new AbortController();
    const { signal } = done;
    handle.addEventListener("pointermove", (move) => setDragged(spanAt(move.clientX)), { signal });
    handle.addEventListener(
      "pointerup",
      (up) => {
        done.abort();
        setDragged(undefined);
        onResize(spanAt(up.clientX));
      },
      { signal },
    );
    // Taken away in the middle, by a touch that became scrolling for instance: nothing changes.
    handle.addEventListener(
      "lostpointercapture",
      () => {
        done.abort();
        setDragged(undefined);
      },
      { signal },
    );
  };
  return (
    <span
      className={className}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={GRID_COLUMNS}
      aria-valuenow={dragged ?? span}
      onPointerDown={start}
      onKeyDown={(event) => {
        const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        event.stopPropagation();
        onResize(span + step);
      }}
    >
      {dragged === undefined ? null : <b>{`${dragged}/${GRID_COLUMNS}`}</b>}
    </span>
  );
}
