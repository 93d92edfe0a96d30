import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import type { ChartView, ChartViewProps } from "../../react/chart-view.ts";
import { FigureButton } from "../../react/figure-button.tsx";
import { Sparkline } from "../../react/sparkline.tsx";
import { numberChart } from "./index.ts";
import { type NumberFace, numberFace } from "./option.ts";
import { text } from "./text.ts";

const ARROWS = { up: "▲", down: "▼", level: "=" } as const;

function NumberView({ context, onPick }: ChartViewProps) {
  const face = numberFace(context);
  if (!face) return null;
  const pick = (measure: string) => onPick && (() => onPick({ point: face.point, measure }));
  return (
    <div className="m-report-number">
      <FigureButton className="m-report-number-main" title={face.exact} onClick={pick(face.measure)}>
        {face.main}
      </FigureButton>
      <Course face={face} />
      <Compared face={face} />
      <GoalBar face={face} />
      <div className="m-report-number-others">
        {face.others.map((other) => (
          <FigureButton key={other.measure} className="m-report-number-other" onClick={pick(other.measure)}>
            <span>{other.name}</span> <b>{other.figure}</b>
          </FigureButton>
        ))}
      </div>
      <Sparkline values={face.trend} color={context.palette.colors[0]} />
    </div>
  );
}

/** What the figure is of, and how it moved since the period before. */
function Course({ face }: { readonly face: NumberFace }) {
  const { period, change } = face;
  const t = useText(text);
  if (period === undefined) return null;
  return (
    <div className="m-report-number-course">
      <span>{period}</span>
      {change && face.compared.length === 0 ? (
        <span
          style={{ color: change.color }}
          title={fillText(t[change.direction], {
            share: change.text.replace(/^[+-]/, ""),
            before: change.before,
          })}
        >
          {ARROWS[change.direction]} {change.text}
        </span>
      ) : null}
    </div>
  );
}

/** A dash stands for nothing to compare with. */
function hasChange(change: string): boolean {
  return /\d/.test(change);
}

/** The change against each period that the card is compared with. */
function Compared({ face: { compared } }: { readonly face: NumberFace }) {
  const t = useText(text);
  if (compared.length === 0) return null;
  return (
    <div className="m-report-number-course">
      {compared.map(({ base, direction, text: change, color, before }) => (
        <span key={base} title={fillText(t.before, { before })}>
          {t[base]}{" "}
          <span style={{ color }}>{hasChange(change) ? `${ARROWS[direction]} ${change}` : change}</span>
        </span>
      ))}
    </div>
  );
}

function GoalBar({ face: { goal } }: { readonly face: NumberFace }) {
  const t = useText(text);
  if (!goal) return null;
  return (
    <div className="m-report-number-goal">
      <span className="m-report-track">
        <span style={{ width: `${(Math.min(1, Math.max(0, goal.share)) * 100).toFixed(1)}%` }} />
      </span>
      <small>
        {fillText(t.done, { share: goal.done })} · {fillText(t.goal, { goal: goal.figure })}
      </small>
    </div>
  );
}

/** How the number card looks. */
export const numberView: ChartView = { id: numberChart.id, View: NumberView, hasButtons: true, isText: true };
