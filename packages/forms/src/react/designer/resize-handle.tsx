import type { FormItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { type PointerEvent, useState } from "react";
import { GRID_COLUMNS, spanOf } from "../../model/layout/pack-rows.ts";
import { useCurrentDesigner } from "./designer-context.ts";
import { designerText } from "./text.ts";

/** The right edge of an item: drag it, or use the arrow keys on it, to change the width in twelfths. */
export function ResizeHandle({ item }: { readonly item: FormItem }) {
  const t = useText(designerText);
  const designer = useCurrentDesigner();
  const [span, setSpan] = useState<number>();
  const start = (event: PointerEvent<HTMLElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    const handle: HTMLElement = event.currentTarget;
    const cell = handle.closest("[role=listitem]")?.getBoundingClientRect();
    const grid = handle.closest(".fd-grid")?.getBoundingClientRect();
    if (!cell || !grid) return;
    const spanAt = (x: number) =>
      Math.min(GRID_COLUMNS, Math.max(1, Math.round(((x - cell.left) / grid.width) * GRID_COLUMNS)));
    handle.setPointerCapture(event.pointerId);
    const done = new AbortController();
    const { signal } = done;
    handle.addEventListener("pointermove", (move) => setSpan(spanAt(move.clientX)), { signal });
    handle.addEventListener("lostpointercapture", () => done.abort(), { signal });
    handle.addEventListener(
      "pointerup",
      (up) => {
        done.abort();
        setSpan(undefined);
        designer().resize(item, spanAt(up.clientX));
      },
      { signal },
    );
  };
  return (
    <span
      className="fd-resize"
      role="slider"
      tabIndex={0}
      aria-label={t.resize}
      aria-valuemin={1}
      aria-valuemax={GRID_COLUMNS}
      aria-valuenow={span ?? spanOf(item)}
      onPointerDown={start}
      onKeyDown={(event) => {
        const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        event.stopPropagation();
        designer().resize(item, spanOf(item) + step);
      }}
    >
      {span === undefined ? null : <b>{`${span}/${GRID_COLUMNS}`}</b>}
    </span>
  );
}
