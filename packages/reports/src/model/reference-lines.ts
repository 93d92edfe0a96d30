import type { Json, LocalizedText } from "@mortise/kit";
import { isPlainObject, localize } from "@mortise/kit";
import type { CardProblem } from "./card-problem.ts";
import type { ChartContext, ChartOption } from "./chart-context.ts";
import type { Series } from "./series-table.ts";

/** What a line across a chart marks. */
export type ReferenceKind = "constant" | "average" | "median" | "percentile" | "trend";

/** A line across a chart; of one measure's figures, the first one's when none is named. */
export interface ReferenceLine {
  readonly kind: ReferenceKind;
  /** For `constant`: where; for `percentile`: 1–99. */
  readonly value?: number;
  readonly measure?: string;
}

/** Names of the lines, in the order in which they are offered. */
export const REFERENCE_NAMES: Readonly<Record<ReferenceKind, LocalizedText>> = {
  constant: { zh: "固定值", en: "Fixed value" },
  average: { zh: "平均值", en: "Average" },
  median: { zh: "中位数", en: "Median" },
  percentile: { zh: "百分位", en: "Percentile" },
  trend: { zh: "趋势线", en: "Trend" },
};

const MOST = 6;
const MOST_PERCENT = 99;

/** The lines that a card's settings hold; what is no line is left out. */
export function readReferenceLines(value: Json | undefined): readonly ReferenceLine[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: Json) => {
    if (!isPlainObject(entry)) return [];
    const { kind, value: at, measure } = entry;
    if (typeof kind !== "string" || !isKind(kind)) return [];
    return [
      {
        kind,
        ...(typeof at === "number" ? { value: at } : {}),
        ...(typeof measure === "string" ? { measure } : {}),
      },
    ];
  });
}

function isKind(kind: string): kind is ReferenceKind {
  return Object.hasOwn(REFERENCE_NAMES, kind);
}

/** What is wrong with reference lines: their shape, and what a kind of line needs. */
export function checkReferenceLines(value: Json | undefined): readonly CardProblem[] {
  if (value === undefined) return [];
  const lines = readReferenceLines(value);
  const isWhole = Array.isArray(value) && lines.length === value.length && lines.length <= MOST;
  const lacksValue = lines.some(
    (line) =>
      (line.kind === "constant" && line.value === undefined) ||
      (line.kind === "percentile" &&
        !(line.value !== undefined && line.value >= 1 && line.value <= MOST_PERCENT)),
  );
  if (isWhole && !lacksValue) return [];
  return [
    {
      path: "settings.lines",
      message: {
        zh: `参考线最多 ${MOST} 条；固定值要填数字，百分位要填 1 到 ${MOST_PERCENT}`,
        en: `At most ${MOST} reference lines; a fixed value needs a number, a percentile one from 1 to ${MOST_PERCENT}`,
      },
    },
  ];
}

/** Where a level line stands over the figures; undefined without figures. */
export function levelOf(line: ReferenceLine, values: readonly number[]): number | undefined {
  if (line.kind === "constant") return line.value;
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  if (line.kind === "average") return sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return quantile(sorted, line.kind === "percentile" ? (line.value ?? 50) / 100 : 0.5);
}

/** As PostgreSQL's `percentile_cont`: between two figures the share of the way from one to the other. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** Both ends of the straight line nearest to the figures by least squares; undefined for fewer than two. */
export function trendOf(
  points: readonly (readonly [x: number, y: number])[],
): readonly [readonly [number, number], readonly [number, number]] | undefined {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return undefined;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (spread === 0) return undefined;
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const at = (x: number): readonly [number, number] => [x, meanY + slope * (x - meanX)];
  const xs = points.map(([x]) => x);
  return [at(Math.min(...xs)), at(Math.max(...xs))];
}

/** The lines of a series as the chart library draws them; undefined when there are none. `isLying`: figures run along x. */
export function markLineOf(context: ChartContext, series: Series, isLying = false): ChartOption | undefined {
  const lines = readReferenceLines(context.settings.get("lines")).filter(
    (line) => (line.measure ?? context.data.measures[0]?.id) === series.measure,
  );
  const format = context.format(series.measure);
  const points = series.cells.flatMap((cell, index): (readonly [number, number])[] =>
    cell?.value === null || cell?.value === undefined ? [] : [[index, cell.value]],
  );
  const data = lines.flatMap((line): unknown[] => {
    const name = localize(REFERENCE_NAMES[line.kind], context.locale);
    if (line.kind === "trend") {
      const ends = trendOf(points);
      if (!ends) return [];
      const coord = ([x, y]: readonly [number, number]): readonly number[] => (isLying ? [y, x] : [x, y]);
      return [[{ coord: coord(ends[0]), name }, { coord: coord(ends[1]) }]];
    }
    const level = levelOf(
      line,
      points.map(([, y]) => y),
    );
    if (level === undefined) return [];
    const label = line.kind === "percentile" ? `P${line.value ?? 50}` : name;
    return [{ [isLying ? "xAxis" : "yAxis"]: level, name: `${label} ${format.short(level)}` }];
  });
  if (data.length === 0) return undefined;
  return { ...markLook(context), data };
}

/** Dashed and silent, its name at its end. */
export function markLook({ ink }: ChartContext): ChartOption {
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: ink.soft, type: "dashed", width: 1.5 },
    label: {
      position: "insideEndTop",
      color: ink.text,
      fontSize: 11,
      backgroundColor: ink.veil,
      padding: [1, 3],
      borderRadius: 3,
      formatter: ({ name }: { name: string }) => name,
    },
  };
}
