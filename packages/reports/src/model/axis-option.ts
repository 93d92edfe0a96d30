import type { ChartContext, ChartOption } from "./chart-context.ts";
import type { FigureFormat } from "./figure-format.ts";
import { CHART_INK } from "./palette.ts";
import type { Series } from "./series-table.ts";

/** Motion of every picture; the font is the page's. */
export const BASE_OPTION: ChartOption = {
  animationDuration: 300,
  animationDurationUpdate: 300,
};

/** The scale of figures. */
export function valueAxis(format: FigureFormat, more: ChartOption = {}): ChartOption {
  return {
    type: "value",
    axisLabel: { color: CHART_INK.faint, fontSize: 11, formatter: (value: number) => format.short(value) },
    splitLine: { lineStyle: { color: CHART_INK.line } },
    splitNumber: 4,
    ...more,
  };
}

/** The line of groups. */
export function categoryAxis(categories: readonly string[], more: ChartOption = {}): ChartOption {
  return {
    type: "category",
    data: categories,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: CHART_INK.line } },
    axisLabel: { color: CHART_INK.soft, fontSize: 12, hideOverlap: true, overflow: "truncate", width: 96 },
    ...more,
  };
}

/** The legend, only where there is something to tell apart. */
export function legendOf(names: readonly string[]): ChartOption {
  return {
    show: names.length > 1,
    type: "scroll",
    top: 0,
    left: 0,
    itemWidth: 10,
    itemHeight: 10,
    icon: "roundRect",
    textStyle: { color: CHART_INK.soft, fontSize: 12 },
    data: names,
  };
}

interface TooltipItem {
  readonly seriesIndex: number;
  readonly marker: string;
  readonly seriesName: string;
  readonly name: string;
  readonly value: unknown;
  readonly data?: unknown;
}

/** A tooltip with every figure to the last digit. `write` gives the text of a series' value. */
export function axisTooltip(write: (series: number, value: unknown) => string): ChartOption {
  return {
    trigger: "axis",
    confine: true,
    axisPointer: { type: "shadow", shadowStyle: { color: "rgba(23, 105, 95, 0.06)" } },
    formatter: (items: readonly TooltipItem[]) => {
      const [first] = items;
      const lines = items.map(
        (item) =>
          `<div style="display:flex;gap:16px;justify-content:space-between"><span>${item.marker}${escapeHtml(item.seriesName)}</span><b>${escapeHtml(write(item.seriesIndex, item.value))}</b></div>`,
      );
      return `<div style="margin-bottom:4px">${escapeHtml(first?.name ?? "")}</div>${lines.join("")}`;
    },
  };
}

/** Text of users inside a tooltip is text, never markup. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** The tooltip's figure of a drawn series. */
export function seriesFigure(context: ChartContext, series: readonly Series[]) {
  return (index: number, value: unknown): string => {
    const measure = series[index]?.measure ?? context.data.measures[0]?.id ?? "";
    return typeof value === "number" ? context.format(measure).full(value) : "–";
  };
}
