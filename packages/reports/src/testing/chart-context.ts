import type { ChartPoint, TotalPoint } from "@mortise/contract";
import { type JsonObject, type Locale, sameText } from "@mortise/kit";
import type { DashboardCard, Dimension, Measure } from "@mortise/metadata";
import { findChart } from "../charts/index.ts";
import type { ChartContext } from "../model/chart-context.ts";
import { ChartSettings } from "../model/chart-settings.ts";
import { figureFormat } from "../model/figure-format.ts";
import { styledFormat } from "../model/figure-style.ts";
import { CHART_INKS, findPalette } from "../model/palette.ts";

/** What a test says about a picture's data: labels and one figure per measure. */
export interface PictureData {
  readonly chart: string;
  readonly dimensions?: readonly Dimension[];
  readonly measures?: readonly Measure[];
  readonly points: readonly (readonly [labels: readonly string[], ...figures: readonly (string | null)[]])[];
  readonly settings?: JsonObject;
  readonly locale?: Locale;
  readonly colors?: readonly (string | undefined)[];
  readonly narrow?: boolean;
  /** Dimensions across. */
  readonly columns?: readonly Dimension[];
  /** Subtotals: how many rows and columns they are of, labels, one figure per measure. */
  readonly totals?: readonly (readonly [
    rows: number,
    columns: number,
    labels: readonly string[],
    ...figures: readonly (string | null)[],
  ])[];
  /** Said of points beyond labels and figures, by their place. */
  readonly more?: readonly (Partial<ChartPoint> | undefined)[];
}

const COUNT: Measure = { id: "count", function: "count", name: { zh: "数量", en: "Count" } };

/** A context for tests of pictures; keys are the labels. */
export function aContext(data: PictureData): ChartContext {
  const { chart, measures = [COUNT], dimensions = [{ field: "source" }], locale = "zh" } = data;
  const card: DashboardCard = {
    id: "card",
    chart,
    title: sameText("Card"),
    entity: "lead",
    dimensions,
    measures,
    ...(data.columns ? { columns: data.columns } : {}),
    layout: { x: 0, y: 0, w: 6, h: 6 },
  };
  const points = data.points.map(([labels, ...figures], index): ChartPoint => {
    const color = data.colors?.[index];
    return {
      keys: labels,
      labels,
      values: Object.fromEntries(measures.map((measure, at) => [measure.id, figures[at] ?? null])),
      filter: true,
      ...(color === undefined ? {} : { color }),
      ...data.more?.[index],
    };
  });
  const totals = data.totals?.map(([rows, columns, labels, ...figures]): TotalPoint => ({
    rows,
    columns,
    keys: labels,
    labels,
    values: Object.fromEntries(measures.map((measure, at) => [measure.id, figures[at] ?? null])),
    filter: true,
  }));
  const settings = new ChartSettings(findChart(chart)?.settings ?? [], data.settings);
  const palette = settings.choice("palette");
  const writing = { locale, timeZone: "Asia/Shanghai", label: () => undefined, find: () => undefined };
  return {
    card,
    data: {
      points,
      ...(totals ? { totals } : {}),
      measures: measures.map(({ id, name }) => ({ id, name: name ?? sameText(id) })),
      truncated: false,
      asOf: "2026-11-22T01:30:00Z",
    },
    settings,
    locale,
    format: (id) =>
      styledFormat(
        figureFormat(measures.find((one) => one.id === id) ?? COUNT, [], writing),
        settings,
        locale,
      ),
    dimensionName: sameText,
    hue: (color) => `hue:${color}`,
    ink: CHART_INKS.light,
    palette: findPalette(palette),
    usesOptionColors: palette === "auto" || palette === "",
    narrow: data.narrow ?? false,
  };
}
