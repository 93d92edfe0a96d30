import { useIsPhone } from "@mortise/ui";
import { useMemo } from "react";
import type { ChartOption } from "../model/chart-context.ts";
import { EChart } from "./echart.tsx";
import "./reports.css";

/** So many of something went from one name to another. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

const ROW = 34;

/** Draws from where to where things went as bands between two sides; the same name may stand on both. */
export function MovesPicture({ moves }: { readonly moves: readonly Move[] }) {
  const isPhone = useIsPhone();
  const option = useMemo(() => optionOf(moves, isPhone), [moves, isPhone]);
  const rows = Math.max(names(moves, "from").length, names(moves, "to").length);
  return (
    <div className="m-report-moves" style={{ height: Math.max(180, rows * ROW) }}>
      <EChart option={option} />
    </div>
  );
}

function names(moves: readonly Move[], side: "from" | "to"): readonly string[] {
  return [...new Set(moves.map((move) => move[side]))];
}

function optionOf(moves: readonly Move[], isPhone: boolean): ChartOption {
  const total = (side: "from" | "to", name: string): number =>
    moves.filter((move) => move[side] === name).reduce((sum, { count }) => sum + count, 0);
  const side = (at: "from" | "to") =>
    names(moves, at).map((name) => ({
      name: `${at} ${name}`,
      depth: at === "from" ? 0 : 1,
      label: { position: at === "from" ? "right" : "left", formatter: `${name}  ${total(at, name)}` },
    }));
  return {
    animation: false,
    tooltip: { trigger: "item", confine: true },
    series: [
      {
        type: "sankey",
        left: 4,
        right: 4,
        top: 4,
        bottom: 4,
        nodeWidth: 10,
        nodeGap: isPhone ? 8 : 12,
        draggable: false,
        emphasis: { focus: "adjacency" },
        label: { fontSize: 12 },
        lineStyle: { color: "gradient", opacity: 0.35 },
        data: [...side("from"), ...side("to")],
        links: moves.map(({ from, to, count }) => ({
          source: `from ${from}`,
          target: `to ${to}`,
          value: count,
          // What stays is drawn paler than what moves.
          lineStyle: { opacity: from === to ? 0.15 : 0.5 },
          tooltip: { formatter: `${from} → ${to}: ${count}` },
        })),
      },
    ],
  };
}
