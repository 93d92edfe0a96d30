import { fillText } from "@mortise/kit";
import type { PageColumn } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { type PointerEvent, useState } from "react";
import { resizeColumn } from "../../model/page/page-edits.ts";
import { usePageDesigner } from "./page-designer-context.ts";
import { pageText } from "./text.ts";

const COLUMNS = 12;

/** The right edge of a column: dragged, or moved with the arrow keys, it changes the width in twelfths. */
export function ColumnEdge({ column, n }: { readonly column: PageColumn; readonly n: number }) {
  const t = useText(pageText);
  const { page, run } = usePageDesigner();
  const [span, setSpan] = useState<number>();
  const resize = (to: number) => run(resizeColumn(page, column.id, to), `span/${column.id}`);
  const start = (event: PointerEvent<HTMLElement>): void => {
    event.preventDefault();
    const edge: HTMLElement = event.currentTarget;
    const own = edge.closest("section")?.getBoundingClientRect();
    const grid = edge.closest(".pd-grid")?.getBoundingClientRect();
    if (!own || !grid) return;
    const spanAt = (x: number) =>
      Math.min(COLUMNS, Math.max(1, Math.round(((x - own.left) / grid.width) * COLUMNS)));
    edge.setPointerCapture(event.pointerId);
    const done = new AbortController();
    const { signal } = done;
    edge.addEventListener("pointermove", (move) => setSpan(spanAt(move.clientX)), { signal });
    edge.addEventListener("lostpointercapture", () => setSpan(undefined), { signal });
    edge.addEventListener(
      "pointerup",
      (up) => {
        done.abort();
        setSpan(undefined);
        resize(spanAt(up.clientX));
      },
      { signal },
    );
  };
  return (
    <span
      className="pd-edge"
      role="slider"
      tabIndex={0}
      aria-label={fillText(t.columnWidth, { n })}
      aria-valuemin={1}
      aria-valuemax={COLUMNS}
      aria-valuenow={span ?? column.span}
      onPointerDown={start}
      onKeyDown={(event) => {
        const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        resize(column.span + step);
      }}
    >
      {span === undefined ? null : <b>{`${span}/${COLUMNS}`}</b>}
    </span>
  );
}
