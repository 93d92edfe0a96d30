import { localize } from "@mortise/kit";
import { useText } from "@mortise/ui";
import type { ChartContext, ChartPick } from "../model/chart-context.ts";
import { text } from "./text.ts";

const MOST = 200;

/**
 * The figures of a picture as a list of buttons, for keyboards, screen readers and tests. Out of sight until one of
 * them has the focus.
 */
export function PointList({
  context,
  onPick,
}: {
  readonly context: ChartContext;
  readonly onPick?: ((pick: ChartPick) => void) | undefined;
}) {
  const t = useText(text);
  const { data, locale } = context;
  const isSingle = data.measures.length === 1;
  const items = data.points.slice(0, MOST).flatMap((point, index) =>
    data.measures.map(({ id, name }) => ({
      pick: { point: index, measure: id },
      label: [
        point.labels.join(" / "),
        ...(isSingle ? [] : [localize(name, locale)]),
        context.format(id).full(point.values[id] ?? null),
      ].join(" "),
    })),
  );
  return (
    <ul className="m-report-points" aria-label={t.points}>
      {items.map(({ pick, label }) => (
        <li key={`${pick.point}/${pick.measure}`}>
          {onPick ? (
            <button type="button" onClick={() => onPick(pick)}>
              {label}
            </button>
          ) : (
            label
          )}
        </li>
      ))}
    </ul>
  );
}
