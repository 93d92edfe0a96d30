import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useId } from "react";
import type { ChartView, ChartViewProps } from "../../react/chart-view.ts";
import { FigureButton } from "../../react/figure-button.tsx";
import { progressChart } from "./index.ts";
import { type ProgressRow, progressRows } from "./option.ts";
import { text } from "./text.ts";

const RADIUS = 42;
const AROUND = 2 * Math.PI * RADIUS;

function ProgressView({ context, onPick }: ChartViewProps) {
  const t = useText(text);
  const measure = context.data.measures[0]?.id ?? "";
  const look = context.settings.choice("look");
  return (
    <ul className={look === "bar" ? "m-report-progress" : "m-report-progress m-report-progress-round"}>
      {progressRows(context).map((row) => {
        const amount = fillText(t.of, { figure: row.figure, goal: row.goal });
        return (
          <li key={row.point}>
            <FigureButton
              className="m-report-progress-row"
              label={`${row.name} ${row.done}, ${amount}`.trim()}
              onClick={onPick && (() => onPick({ point: row.point, measure }))}
            >
              <Shape look={look} row={row} amount={amount} />
            </FigureButton>
          </li>
        );
      })}
    </ul>
  );
}

interface ShapeProps {
  readonly look: string;
  readonly row: ProgressRow;
  readonly amount: string;
}

function Shape({ look, row, amount }: ShapeProps) {
  if (look === "ring" || look === "liquid") {
    return (
      <>
        {look === "ring" ? <Ring row={row} /> : <Level row={row} />}
        <span className="m-report-progress-name">{row.name}</span>
        <small>{amount}</small>
      </>
    );
  }
  return (
    <>
      <span className="m-report-progress-line">
        <span className="m-report-progress-name">{row.name}</span>
        <span>
          <small>{amount}</small> <b>{row.done}</b>
        </span>
      </span>
      <span className="m-report-track">
        <span style={{ width: `${(row.share * 100).toFixed(1)}%`, background: row.color }} />
      </span>
    </>
  );
}

function Ring({ row }: { readonly row: ProgressRow }) {
  return (
    <svg viewBox="0 0 100 100" className="m-report-progress-shape" aria-hidden="true">
      <circle cx="50" cy="50" r={RADIUS} fill="none" stroke="var(--m-line)" strokeWidth="10" />
      <circle
        cx="50"
        cy="50"
        r={RADIUS}
        fill="none"
        stroke={row.color}
        strokeWidth="10"
        strokeLinecap="round"
        strokeDasharray={`${AROUND * row.share} ${AROUND}`}
        transform="rotate(-90 50 50)"
        visibility={row.share > 0 ? "visible" : "hidden"}
      />
      <text x="50" y="51" className="m-report-progress-figure">
        {row.done}
      </text>
    </svg>
  );
}

/** A round glass filled as high as the share, with a wave on top. */
function Level({ row }: { readonly row: ProgressRow }) {
  const id = useId();
  const top = 96 - row.share * 92;
  const wave = `M0,${top} C17,${top - 5} 33,${top + 5} 50,${top} S83,${top + 5} 100,${top} V100 H0 Z`;
  return (
    <svg viewBox="0 0 100 100" className="m-report-progress-shape" aria-hidden="true">
      <clipPath id={id}>
        <circle cx="50" cy="50" r="44" />
      </clipPath>
      <circle cx="50" cy="50" r="47" fill="none" stroke={row.color} strokeWidth="2.5" />
      <path d={wave} fill={row.color} opacity={0.85} clipPath={`url(#${id})`} />
      <text x="50" y="51" className="m-report-progress-figure m-report-progress-figure-veiled">
        {row.done}
      </text>
    </svg>
  );
}

/** How progress looks. */
export const progressView: ChartView = { id: progressChart.id, View: ProgressView, hasButtons: true };
