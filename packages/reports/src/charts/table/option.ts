import { sumDecimals } from "@mortise/fields";
import { localize } from "@mortise/kit";
import { type CellLook, cellLooks } from "../../model/cell-look.ts";
import { type ChartContext, drawn } from "../../model/chart-context.ts";
import { isAdditive } from "../../model/measure.ts";

/** A summary table, ready to be written. */
export interface SummaryTable {
  readonly columns: readonly { readonly measure: string; readonly name: string }[];
  readonly rows: readonly {
    readonly point: number;
    readonly labels: readonly string[];
    readonly figures: readonly string[];
    readonly looks: readonly CellLook[];
  }[];
  /** Sums of what may be added up, empty texts elsewhere; absent when switched off or when rows were cut off. */
  readonly totals?: readonly string[];
}

/** The rows, columns and totals of a summary table. */
export function summaryTable(context: ChartContext): SummaryTable {
  const { data, card, locale, settings } = context;
  const looks = data.measures.map(({ id }) =>
    cellLooks(
      context,
      id,
      data.points.map((point) => drawn(context, point, id)),
    ),
  );
  const rows = data.points.map((point, index) => ({
    point: index,
    labels: point.labels,
    figures: data.measures.map(({ id }) => context.format(id).full(point.values[id] ?? null)),
    looks: data.measures.map(({ id }, at) => looks[at]?.(drawn(context, point, id)) ?? {}),
  }));
  const totals = data.measures.map(({ id }) => {
    const measure = card.measures.find((candidate) => candidate.id === id);
    if (!measure || !isAdditive(measure)) return "";
    return context.format(id).full(sumDecimals(data.points.map((point) => point.values[id])));
  });
  // A record counts in each stage that it passed: the rows are no parts of a whole.
  const isWhole = !data.truncated && !card.dimensions.some(({ passed }) => passed === true);
  return {
    columns: data.measures.map(({ id, name }) => ({ measure: id, name: localize(name, locale) })),
    rows,
    ...(settings.isOn("totals") && isWhole && rows.length > 1 ? { totals } : {}),
  };
}
