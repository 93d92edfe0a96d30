import type { FieldDefinition } from "@mortise/metadata";
import { memo } from "react";
import { daysBetween } from "../schedule/days.ts";
import type { GanttRow } from "./gantt-rows.ts";

const BEND = 8;

interface GanttLinksProps {
  readonly rows: readonly GanttRow[];
  readonly field: FieldDefinition;
  readonly first: string;
  readonly dayWidth: number;
  readonly rowHeight: number;
  readonly width: number;
}

/** Lines from what comes before to what comes after it, as far as both are on the chart; scrolling does not draw them anew. */
export const GanttLinks = memo(PlainGanttLinks);

function PlainGanttLinks({ rows, field, first, dayWidth, rowHeight, width }: GanttLinksProps) {
  const places = new Map(
    rows.flatMap((row, index) =>
      row.type === "event" ? [[row.event.record.id, { row, index }] as const] : [],
    ),
  );
  const x = (day: string) => daysBetween(first, day) * dayWidth;
  const paths = [...places.values()].flatMap(({ row, index }) => {
    const value = row.event.record[field.id];
    const before = (Array.isArray(value) ? value : [value]) as readonly unknown[]; // one reference, or several
    return before.flatMap((id) => {
      const from = places.get(String(id));
      if (!from) return [];
      const [x1, y1] = [x(from.row.event.last) + dayWidth - 2, (from.index + 0.5) * rowHeight];
      const [x2, y2] = [x(row.event.first), (index + 0.5) * rowHeight];
      const middle = x2 - x1 > 2 * BEND ? x1 + BEND : x2 - BEND;
      const side = y1 + (y2 > y1 ? rowHeight / 2 : -rowHeight / 2);
      const bend = x2 - x1 > 2 * BEND ? `H ${middle}` : `h ${BEND} V ${side} H ${middle}`;
      return [{ key: `${String(id)}/${row.event.record.id}`, d: `M ${x1} ${y1} ${bend} V ${y2} H ${x2}` }];
    });
  });
  if (paths.length === 0) return null;
  return (
    <svg className="gantt-links" width={width} height={rows.length * rowHeight} aria-hidden="true">
      <defs>
        <marker
          id="gantt-arrow"
          viewBox="0 0 6 6"
          refX="5"
          refY="3"
          markerWidth="6"
          markerHeight="6"
          orient="auto"
        >
          <path d="M 0 0 L 6 3 L 0 6 z" />
        </marker>
      </defs>
      {paths.map(({ key, d }) => (
        <path key={key} d={d} markerEnd="url(#gantt-arrow)" />
      ))}
    </svg>
  );
}
