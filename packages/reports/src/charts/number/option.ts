import { localize } from "@mortise/kit";
import type { ChartContext } from "../../model/chart-context.ts";
import { percentText } from "../../model/figure-format.ts";

/** What a number card writes. */
export interface NumberFace {
  readonly main: string;
  /** The figure to its last digit, where the large one is shortened. */
  readonly exact: string;
  readonly measure: string;
  /** Further figures in small. */
  readonly others: readonly { readonly measure: string; readonly name: string; readonly figure: string }[];
}

/** The face of a number card; undefined when nothing was computed. */
export function numberFace(context: ChartContext): NumberFace | undefined {
  const { data, settings, locale } = context;
  const [point] = data.points;
  const [first, second] = data.measures;
  if (!point || !first) return undefined;
  const figures = data.measures.map(({ id, name }) => ({
    measure: id,
    name: localize(name, locale),
    figure: context.format(id).full(point.values[id] ?? null),
  }));
  const value = point.values[first.id] ?? null;
  if (settings.choice("show") === "ratio" && second) {
    const whole = Number(point.values[second.id] ?? 0);
    const share = percentText(whole === 0 ? null : Number(value ?? 0) / whole);
    return { main: share, exact: share, measure: first.id, others: figures };
  }
  const format = context.format(first.id);
  return {
    main: format.short(value),
    exact: format.full(value),
    measure: first.id,
    others: figures.slice(1),
  };
}
