import { type ChartContext, pointColor } from "../../model/chart-context.ts";
import { percentText } from "../../model/figure-format.ts";
import { categorical } from "../../model/palette.ts";

/** One layer of a funnel, ready to be drawn. */
export interface FunnelLayer {
  readonly point: number;
  readonly name: string;
  readonly figure: string;
  /** Width of its upper and lower edge, 0 to 1. */
  readonly top: number;
  readonly bottom: number;
  readonly color: string;
  /** Share that came over from the layer above; none for the first. */
  readonly step?: string;
  /** Share of the first layer. */
  readonly total: string;
  /** The second measure. */
  readonly extra?: string;
}

const NARROWEST = 0.04;

/** The layers of a funnel from the figures in their order. */
export function funnelLayers(context: ChartContext): readonly FunnelLayer[] {
  const { data } = context;
  const [first, second] = data.measures;
  if (!first) return [];
  const format = context.format(first.id);
  const values = data.points.map((point) => format.number(point.values[first.id] ?? null) ?? 0);
  const widest = Math.max(...values, 0);
  const width = (value: number | undefined): number =>
    widest === 0 ? NARROWEST : Math.max(NARROWEST, (value ?? 0) / widest);
  return data.points.map((point, index) => {
    const value = values[index] ?? 0;
    const before = values[index - 1];
    const next = values[index + 1] ?? value;
    return {
      point: index,
      name: point.labels[0] ?? "",
      figure: format.full(point.values[first.id] ?? null),
      top: width(value),
      bottom: width(Math.min(value, next)),
      color: pointColor(point, context) ?? categorical(index, context.palette),
      total: percentText(values[0] ? value / values[0] : null),
      ...(before === undefined ? {} : { step: percentText(before === 0 ? null : value / before) }),
      ...(second ? { extra: context.format(second.id).short(point.values[second.id] ?? null) } : {}),
    };
  });
}
