import { BASE_OPTION, sheetText, tooltipSheet } from "../../model/axis-option.ts";
import { type ChartContext, type ChartOption, drawn } from "../../model/chart-context.ts";
import { rampOption } from "../../model/ramp-option.ts";

const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];
const WEEKDAY_LETTERS = ["S", "M", "T", "W", "T", "F", "S"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MOST_WEEKS = 53;
const NARROW_WEEKS = 16;
/** With fewer weeks cells keep their size rather than fill the card. */
const FEW_WEEKS = 26;
const CELL = 28;
const WEEK = 7 * 86_400_000;

interface Day {
  readonly value: readonly [date: string, figure: number];
  readonly point: number;
  readonly measure: string;
}

/** The picture of a calendar: weeks from left to right, Monday on top; what does not fit on a phone are the earliest weeks. */
export function calendarOption(context: ChartContext): ChartOption {
  const { ink, locale, narrow, data } = context;
  const measure = data.measures[0]?.id ?? "";
  const format = context.format(measure);
  const all = daysOf(context, measure);
  const last = all.at(-1)?.value[0] ?? "";
  const from = weeksBefore(last, narrow ? NARROW_WEEKS : MOST_WEEKS);
  const days = all.filter(({ value }) => value[0] >= from);
  const first = days[0]?.value[0] ?? last;
  return {
    ...BASE_OPTION,
    calendar: {
      range: [first, last],
      left: 26,
      ...(weeksBetween(first, last) < FEW_WEEKS ? {} : { right: 8 }),
      top: 26,
      bottom: 30,
      cellSize: [weeksBetween(first, last) < FEW_WEEKS ? CELL : "auto", "auto"],
      dayLabel: {
        firstDay: 1,
        nameMap: locale === "zh" ? WEEKDAYS : WEEKDAY_LETTERS,
        color: ink.faint,
        fontSize: 10,
      },
      monthLabel: {
        nameMap: locale === "zh" ? MONTHS.map((_, index) => `${index + 1}月`) : MONTHS,
        color: ink.soft,
        fontSize: 11,
      },
      yearLabel: { show: false },
      splitLine: { lineStyle: { color: ink.soft, width: 0.6 } },
      itemStyle: { color: "transparent", borderColor: ink.line, borderWidth: 1 },
    },
    visualMap: rampOption(
      context,
      days.map(({ value }) => value[1]),
      { orient: "horizontal", left: "center", bottom: 0, itemHeight: 120, ...ends(context, days) },
    ),
    tooltip: {
      ...tooltipSheet(ink),
      trigger: "item",
      formatter: ({ data: day }: { data: Day }) =>
        sheetText(data.points[day.point]?.labels[0] ?? day.value[0], [["", format.full(day.value[1])]]),
    },
    series: [{ type: "heatmap", coordinateSystem: "calendar", data: days }],
  };
}

function daysOf(context: ChartContext, measure: string): readonly Day[] {
  return context.data.points
    .flatMap((point, index): Day[] => {
      const [key] = point.keys;
      const value = drawn(context, point, measure);
      return typeof key === "string" && value !== null
        ? [{ value: [key.slice(0, 10), value], point: index, measure }]
        : [];
    })
    .toSorted((a, b) => (a.value[0] < b.value[0] ? -1 : 1));
}

function weeksBetween(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / WEEK;
}

function weeksBefore(last: string, weeks: number): string {
  const date = new Date(`${last}T00:00:00Z`);
  return Number.isNaN(date.getTime())
    ? ""
    : new Date(date.getTime() - weeks * WEEK).toISOString().slice(0, 10);
}

/** What the ends of a lying scale say, right and left. */
function ends(context: ChartContext, days: readonly Day[]): ChartOption {
  const format = context.format(context.data.measures[0]?.id ?? "");
  const figures = days.map(({ value }) => value[1]);
  return { text: [format.short(Math.max(0, ...figures)), format.short(Math.min(0, ...figures))] };
}
