import type { ChartContext, ChartOption } from "./chart-context.ts";
import type { FigureFormat } from "./figure-format.ts";
import type { ChartInk } from "./palette.ts";
import type { Series } from "./series-table.ts";

/** Motion of every picture; the font is the page's. */
export const BASE_OPTION: ChartOption = {
  animationDuration: 300,
  animationDurationUpdate: 300,
};

/** The scale of figures. */
export function valueAxis(ink: ChartInk, format: FigureFormat, more: ChartOption = {}): ChartOption {
  return {
    type: "value",
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: ink.faint, fontSize: 11, formatter: (value: number) => format.short(value) },
    splitLine: { lineStyle: { color: ink.line } },
    splitNumber: 4,
    ...more,
  };
}

/** Scales of counts have no halves. */
export function countSteps({ card }: ChartContext, measure: string): ChartOption {
  const name = card.measures.find(({ id }) => id === measure)?.function;
  return name === "count" || name === "countDistinct" ? { minInterval: 1 } : {};
}

/** The line of groups. */
export function categoryAxis(
  ink: ChartInk,
  categories: readonly string[],
  more: ChartOption = {},
): ChartOption {
  return {
    type: "category",
    data: categories,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: ink.line } },
    axisLabel: { color: ink.soft, fontSize: 12, hideOverlap: true, overflow: "truncate", width: 96 },
    ...more,
  };
}

/** The legend, only where there is something to tell apart. */
export function legendOf(ink: ChartInk, names: readonly string[]): ChartOption {
  return {
    show: names.length > 1,
    type: "scroll",
    top: 0,
    left: 0,
    itemWidth: 10,
    itemHeight: 10,
    icon: "roundRect",
    textStyle: { color: ink.soft, fontSize: 12 },
    inactiveColor: ink.faint,
    pageIconColor: ink.soft,
    pageTextStyle: { color: ink.faint },
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

/** The sheet that a tooltip is written on. */
export function tooltipSheet(ink: ChartInk): ChartOption {
  return {
    confine: true,
    backgroundColor: ink.paper,
    borderColor: ink.line,
    textStyle: { color: ink.text, fontSize: 13 },
  };
}

/** A tooltip of one thing: its name and lines of names with figures. Everything in it is text, never markup. */
export function sheetText(title: string, rows: readonly (readonly [name: string, figure: string])[]): string {
  const lines = rows.map(
    ([name, figure]) =>
      `<div style="display:flex;gap:16px;justify-content:space-between"><span>${escapeHtml(name)}</span><b>${escapeHtml(figure)}</b></div>`,
  );
  return `<div>${escapeHtml(title)}</div>${lines.join("")}`;
}

/** A tooltip with every figure to the last digit. `write` gives the text of a series' value. */
export function axisTooltip(ink: ChartInk, write: (series: number, value: unknown) => string): ChartOption {
  return {
    ...tooltipSheet(ink),
    trigger: "axis",
    axisPointer: { type: "shadow", shadowStyle: { color: ink.shade } },
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

/** The room that axes leave around the picture. */
export function gridOf(hasLegend: boolean, right = 12): ChartOption {
  return { left: 4, right, top: hasLegend ? 34 : 18, bottom: 4, containLabel: true };
}
