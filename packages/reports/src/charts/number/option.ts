import { localize } from "@mortise/kit";
import type { ComparisonBase } from "@mortise/metadata";
import { type ChartContext, drawn } from "../../model/chart-context.ts";
import { percentText } from "../../model/figure-format.ts";
import { goalOf } from "../../model/goal.ts";
import { type Change, changeBetween, riseColor } from "../../model/rise.ts";

/** What a number card writes. */
export interface NumberFace {
  readonly main: string;
  /** The figure to its last digit, where the large one is shortened. */
  readonly exact: string;
  readonly measure: string;
  /** The point that the large figure stands for: the last one where the card runs through time. */
  readonly point: number;
  /** What the large figure is of, where there are several: “2026年11月”. */
  readonly period?: string;
  /** Against the period before. */
  readonly change?: Change & { readonly color: string; readonly before: string };
  /** Against other periods, where the card compares: 环比, 同比. */
  readonly compared: readonly (Change & {
    readonly base: ComparisonBase;
    readonly color: string;
    readonly before: string;
  })[];
  /** How far it is to the goal. */
  readonly goal?: { readonly figure: string; readonly done: string; readonly share: number };
  /** Figures of all periods, for the small line; fewer than two make none. */
  readonly trend: readonly number[];
  /** Further figures in small. */
  readonly others: readonly { readonly measure: string; readonly name: string; readonly figure: string }[];
}

/** The face of a number card; undefined when nothing was computed. */
export function numberFace(context: ChartContext): NumberFace | undefined {
  const { data, settings, locale } = context;
  const index = data.points.length - 1;
  const point = data.points[index];
  const [first, second] = data.measures;
  if (!point || !first) return undefined;
  const figures = data.measures.map(({ id, name }) => ({
    measure: id,
    name: localize(name, locale),
    figure: context.format(id).full(point.values[id] ?? null),
  }));
  const common = {
    measure: first.id,
    point: index,
    compared: comparedParts(context, index, first.id),
    ...courseOf(context, first.id),
  };
  const value = point.values[first.id] ?? null;
  if (settings.choice("show") === "ratio" && second) {
    const shares = data.points.map((one) => shareIn(context, one, [first.id, second.id]));
    const share = percentText(shares[index] ?? null);
    return { ...common, ...courseOfShares(context, shares), main: share, exact: share, others: figures };
  }
  const format = context.format(first.id);
  return {
    ...common,
    ...goalPart(context, index),
    main: format.short(value),
    exact: format.full(value),
    others: figures.slice(1),
  };
}

type Point = ChartContext["data"]["points"][number];

function shareIn(
  context: ChartContext,
  point: Point,
  [part, whole]: readonly [string, string],
): number | null {
  const below = drawn(context, point, whole) ?? 0;
  return below === 0 ? null : (drawn(context, point, part) ?? 0) / below;
}

/** The course through time and the last step of it; nothing for a card without a date. */
function courseOf(context: ChartContext, measure: string): Pick<NumberFace, "trend" | "change" | "period"> {
  const values = context.data.points.map((point) => drawn(context, point, measure));
  return courseParts(context, values, (value) => context.format(measure).full(value));
}

function courseOfShares(context: ChartContext, shares: readonly (number | null)[]) {
  return courseParts(context, shares, percentText);
}

function courseParts(
  context: ChartContext,
  values: readonly (number | null)[],
  write: (value: number | null) => string,
): Pick<NumberFace, "trend" | "change" | "period"> {
  const { data, card } = context;
  if (card.dimensions.length === 0) return { trend: [] };
  const before = values.at(-2);
  const change = changeBetween(before ?? null, values.at(-1) ?? null);
  return {
    trend: values.map((value) => value ?? 0),
    period: data.points.at(-1)?.labels[0] ?? "",
    ...(change
      ? { change: { ...change, color: riseColor(context, change.direction), before: write(before ?? null) } }
      : {}),
  };
}

/** Changes against the periods that the card is compared with, as the server worked them out. */
function comparedParts(context: ChartContext, index: number, measure: string): NumberFace["compared"] {
  const compared = context.data.points[index]?.compared?.[measure];
  return BASES.flatMap((base) => {
    const figure = compared?.[base];
    if (!figure) return [];
    const share = figure.change === null ? null : Number(figure.change);
    const direction = share === null || share === 0 ? "level" : share > 0 ? "up" : "down";
    const text = share === null ? percentText(null) : `${share > 0 ? "+" : ""}${percentText(share)}`;
    const before = context.format(measure).full(figure.value);
    return [{ base, direction, text, color: riseColor(context, direction), before }];
  });
}

const BASES: readonly ComparisonBase[] = ["previous", "lastYear"];

function goalPart(context: ChartContext, index: number): Pick<NumberFace, "goal"> {
  const measure = context.data.measures[0]?.id ?? "";
  const hasTarget = context.data.points[index]?.targets?.[measure] !== undefined;
  if (context.settings.get("goal") === undefined && !hasTarget) return {};
  const { goal, share } = goalOf(context, index);
  if (goal === null || share === null) return {};
  const format = context.format(measure);
  return { goal: { figure: format.short(goal), done: percentText(share), share } };
}
