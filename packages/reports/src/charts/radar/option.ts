import { BASE_OPTION, legendOf, sheetText, tooltipSheet } from "../../model/axis-option.ts";
import type { ChartContext, ChartOption } from "../../model/chart-context.ts";
import { seriesTable } from "../../model/series-table.ts";

const GROUND = 0.14;
const HEADROOM = 1.05;

interface Profile {
  readonly name: string;
  readonly dataIndex: number;
}

/** The picture of a radar: one axis per group, one profile per series; all axes have one scale. */
export function radarOption(context: ChartContext): ChartOption {
  const { ink, settings, narrow } = context;
  const { categories, series } = seriesTable(context);
  const names = series.map((one) => one.name);
  const biggest = Math.max(0, ...series.flatMap(({ cells }) => cells.map((cell) => cell?.value ?? 0)));
  const max = biggest === 0 ? 1 : biggest * HEADROOM;
  return {
    ...BASE_OPTION,
    legend: legendOf(ink, names),
    tooltip: {
      ...tooltipSheet(ink),
      trigger: "item",
      formatter: ({ name, dataIndex }: Profile) => {
        const one = series[dataIndex];
        const format = context.format(one?.measure ?? "");
        return sheetText(
          name,
          categories.map((category, index) => [category, format.full(one?.cells[index]?.value ?? null)]),
        );
      },
    },
    radar: {
      center: ["50%", names.length > 1 ? "56%" : "52%"],
      radius: narrow ? "56%" : "68%",
      indicator: categories.map((name) => ({ name, max })),
      axisName: { color: ink.soft, fontSize: 12, overflow: "truncate", width: narrow ? 60 : 90 },
      axisLine: { lineStyle: { color: ink.line } },
      splitLine: { lineStyle: { color: ink.line } },
      splitArea: { show: false },
      splitNumber: 4,
    },
    series: [
      {
        type: "radar",
        symbolSize: 5,
        data: series.map((one) => ({
          name: one.name,
          value: categories.map((_, index) => one.cells[index]?.value ?? 0),
          itemStyle: { color: one.color },
          lineStyle: { color: one.color, width: 2 },
          ...(settings.isOn("fill") ? { areaStyle: { color: one.color, opacity: GROUND } } : {}),
        })),
      },
    ],
  };
}
