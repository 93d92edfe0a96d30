import { localize } from "@mortise/kit";
import { BASE_OPTION, sheetText, tooltipSheet, valueAxis } from "../../model/axis-option.ts";
import { type ChartContext, type ChartOption, drawn, pointColor } from "../../model/chart-context.ts";
import {
  levelOf,
  markLook,
  readReferenceLines,
  REFERENCE_NAMES,
  trendOf,
} from "../../model/reference-lines.ts";

const DOT = 12;
const SMALLEST = 10;
const BIGGEST = 46;
/** With more points their names would cover each other. */
const MOST_NAMES = 30;

interface Bubble {
  readonly name: string;
  readonly value: readonly number[];
  readonly point: number;
  readonly measure: string;
  readonly symbolSize: number;
}

/** The picture of a scatter chart; groups that lack one of the first two figures have no place. */
export function scatterOption(context: ChartContext): ChartOption {
  const { ink, data, locale, settings, narrow } = context;
  const [across, up, size] = data.measures;
  const bubbles = bubblesOf(context);
  const name = (at: number): string => localize(data.measures[at]?.name ?? { zh: "", en: "" }, locale);
  const axis = (id: string, more: ChartOption): ChartOption =>
    valueAxis(ink, context.format(id), { scale: true, nameTextStyle: { color: ink.soft }, ...more });
  const marks = marksOf(context, bubbles);
  return {
    ...BASE_OPTION,
    grid: { left: 4, right: 22, top: 30, bottom: 26, containLabel: true },
    xAxis: axis(across?.id ?? "", { name: name(0), nameLocation: "middle", nameGap: 28 }),
    yAxis: axis(up?.id ?? "", {
      name: name(1),
      nameLocation: "end",
      nameTextStyle: { color: ink.soft, align: "left" },
    }),
    tooltip: {
      ...tooltipSheet(ink),
      trigger: "item",
      formatter: ({ data: bubble }: { data: Bubble }) => {
        const point = data.points[bubble.point];
        return sheetText(
          bubble.name,
          [across, up, size].flatMap((measure, index) =>
            measure
              ? [[name(index), context.format(measure.id).full(point?.values[measure.id] ?? null)]]
              : [],
          ),
        );
      },
    },
    series: [
      {
        type: "scatter",
        itemStyle: { color: context.palette.colors[0], opacity: 0.75 },
        emphasis: { focus: "self", itemStyle: { opacity: 1 } },
        label: {
          show: settings.isOn("names") && !narrow && bubbles.length <= MOST_NAMES,
          position: "top",
          color: ink.soft,
          fontSize: 11,
          formatter: "{b}",
        },
        labelLayout: { hideOverlap: true },
        ...(marks ? { markLine: marks } : {}),
        data: bubbles,
      },
    ],
  };
}

function bubblesOf(context: ChartContext): readonly Bubble[] {
  const { data } = context;
  const [across, up, size] = data.measures;
  const sizes = data.points.map((point) => (size ? Math.max(0, drawn(context, point, size.id) ?? 0) : 0));
  const biggest = Math.max(0, ...sizes);
  return data.points.flatMap((point, index) => {
    const x = drawn(context, point, across?.id ?? "");
    const y = drawn(context, point, up?.id ?? "");
    if (x === null || y === null) return [];
    const color = pointColor(point, context);
    // Areas compare, not widths.
    const share = biggest === 0 ? 0 : Math.sqrt((sizes[index] ?? 0) / biggest);
    return [
      {
        name: point.labels[0] ?? "",
        value: [x, y],
        point: index,
        measure: up?.id ?? "",
        symbolSize: size ? SMALLEST + (BIGGEST - SMALLEST) * share : DOT,
        ...(color === undefined ? {} : { itemStyle: { color } }),
      },
    ];
  });
}

/** Lines of the first measure stand upright, those of the second lie; the trend leads through the points. */
function marksOf(context: ChartContext, bubbles: readonly Bubble[]): ChartOption | undefined {
  const { data, settings, locale } = context;
  const lines = readReferenceLines(settings.get("lines")).map((line) => {
    const isUpright = (line.measure ?? data.measures[1]?.id) === data.measures[0]?.id;
    const name = localize(REFERENCE_NAMES[line.kind], locale);
    if (line.kind === "trend") {
      const ends = trendOf(bubbles.map(({ value }) => [value[0] ?? 0, value[1] ?? 0]));
      return ends && [{ coord: ends[0], name }, { coord: ends[1] }];
    }
    const level = levelOf(
      line,
      bubbles.map(({ value }) => value[isUpright ? 0 : 1] ?? 0),
    );
    const format = context.format(data.measures[isUpright ? 0 : 1]?.id ?? "");
    return level === undefined
      ? undefined
      : { [isUpright ? "xAxis" : "yAxis"]: level, name: `${name} ${format.short(level)}` };
  });
  const known = lines.filter((line) => line !== undefined);
  return known.length > 0 ? { ...markLook(context), data: known } : undefined;
}
