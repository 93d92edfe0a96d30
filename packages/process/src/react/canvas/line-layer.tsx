import { PlusOutlined } from "@ant-design/icons";
import type { LocalizedText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { ViewportPortal } from "@xyflow/react";
import { memo } from "react";
import type { Drawing, DrawnLine } from "../../model/drawing/draw-flow.ts";
import { text } from "../text.ts";
import { useCanvasActions } from "./canvas-actions.ts";
import { linePath } from "./line-path.ts";
import { isAround, useVisiblePart } from "./use-visible-part.ts";

/** What a way out is called, and in a sentence when it is taken. */
export interface ExitLabel {
  readonly name: LocalizedText;
  readonly when: LocalizedText | undefined;
}

/** Props of `LineLayer`. */
export interface LineLayerProps {
  readonly drawing: Drawing;
  /** Names of ways out, by line; of steps that have several. */
  readonly labels: ReadonlyMap<string, ExitLabel>;
  /** Lines that a run took. */
  readonly lit: ReadonlySet<string>;
  readonly isLarge: boolean;
  /** While something is dragged: the lines it may be dropped on, and the one below the pointer. */
  readonly dropping?: { readonly lines: ReadonlySet<string>; readonly over: string | undefined } | undefined;
}

/** All lines of the drawing in one picture, and what stands on those that are in sight: names of ways out, "+". */
export const LineLayer = memo(function LineLayer({
  drawing,
  labels,
  lit,
  isLarge,
  dropping,
}: LineLayerProps) {
  const part = useVisiblePart(isLarge);
  const lines = drawing.lines.filter(({ points, mark }) => isAround(part, [...points, mark]));
  const isLit = ({ id }: DrawnLine): boolean => lit.has(id);
  const path = (some: readonly DrawnLine[]): string => some.map(({ points }) => linePath(points)).join("");
  const over = lines.filter(({ id }) => id === dropping?.over);
  return (
    <ViewportPortal>
      <svg className="flow-lines" aria-hidden="true">
        <path className="flow-line" d={path(lines.filter((line) => !isLit(line)))} />
        <path className="flow-line flow-line-lit" d={path(lines.filter(isLit))} />
        {over.length > 0 ? <path className="flow-line flow-line-over" d={path(over)} /> : null}
      </svg>
      {lines.map((line) => (
        <LineMark
          key={line.id}
          line={line}
          label={labels.get(line.id)}
          drop={dropping ? dropOf(line.id, dropping) : undefined}
        />
      ))}
    </ViewportPortal>
  );
});

type Drop = "over" | "open" | "closed";

function dropOf(id: string, { lines, over }: NonNullable<LineLayerProps["dropping"]>): Drop {
  if (!lines.has(id)) return "closed";
  return id === over ? "over" : "open";
}

interface LineMarkProps {
  readonly line: DrawnLine;
  readonly label: ExitLabel | undefined;
  readonly drop: Drop | undefined;
}

const LineMark = memo(function LineMark({ line, label, drop }: LineMarkProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { readOnly, offer } = useCanvasActions();
  const { mark, isFork, place } = line;
  const when = label?.when && localize(label.when);
  return (
    <div
      className={`flow-line-mark ${isFork ? "flow-line-fork" : ""}`}
      style={{ transform: `translate(${mark.x}px, ${mark.y}px)` }}
    >
      {label ? (
        <span className="flow-exit" title={[localize(label.name), when].filter(Boolean).join(" · ")}>
          {localize(label.name)}
        </span>
      ) : null}
      {readOnly ? null : (
        <button
          type="button"
          className={`nodrag nopan flow-plus ${drop ? `flow-plus-${drop}` : ""}`}
          data-line={line.id}
          aria-label={t.addStep}
          title={t.addStep}
          tabIndex={-1}
          onClick={({ currentTarget }) => offer(place, currentTarget)}
        >
          <PlusOutlined />
        </button>
      )}
    </div>
  );
});
