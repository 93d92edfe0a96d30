import { isPlainObject, type Json, type SettingSpec } from "@mortise/kit";
import type { CardProblem } from "./card-problem.ts";
import type { ChartContext } from "./chart-context.ts";

/** Grounds that a rule may give a cell; letters keep the page's ink on all of them. */
export const RULE_COLORS = ["red", "orange", "gold", "green", "blue", "purple"] as const;

/** A ground for figures. */
export type RuleColor = (typeof RULE_COLORS)[number];

/** Figures of a measure from `from` on and below `to` have a ground of their own; the first rule that fits counts. */
export interface CellRule {
  readonly measure: string;
  readonly from?: number;
  readonly to?: number;
  readonly color: RuleColor;
}

/** What tables let people set about their cells. */
export const cellSettings: readonly SettingSpec[] = [
  {
    id: "cells",
    name: { zh: "数字底纹", en: "Behind the figures" },
    kind: "choice",
    default: "none",
    choices: [
      { value: "none", name: { zh: "无", en: "Nothing" } },
      { value: "bars", name: { zh: "数据条", en: "Data bars" } },
      { value: "shades", name: { zh: "色阶", en: "Shades" } },
    ],
  },
  { id: "rules", name: { zh: "条件着色", en: "Colour rules" }, kind: "custom", editor: "cell-rules" },
];

const MOST_RULES = 12;

/** The rules that a card's settings hold; what is no rule is left out. */
export function readCellRules(value: Json | undefined): readonly CellRule[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: Json) => {
    if (!isPlainObject(entry)) return [];
    const { measure, from, to, color } = entry;
    const known = RULE_COLORS.find((one) => one === color);
    if (typeof measure !== "string" || known === undefined) return [];
    return [
      {
        measure,
        color: known,
        ...(typeof from === "number" ? { from } : {}),
        ...(typeof to === "number" ? { to } : {}),
      },
    ];
  });
}

/** What is wrong with colour rules. */
export function checkCellRules(value: Json | undefined): readonly CardProblem[] {
  if (value === undefined) return [];
  const rules = readCellRules(value);
  const isWhole = Array.isArray(value) && rules.length === value.length && rules.length <= MOST_RULES;
  const isEmpty = rules.some(({ from, to }) => from === undefined && to === undefined);
  if (isWhole && !isEmpty) return [];
  return [
    {
      path: "settings.rules",
      message: {
        zh: `条件着色最多 ${MOST_RULES} 条，每条都要填“不小于”或“小于”`,
        en: `At most ${MOST_RULES} colour rules, each with “at least” or “below”`,
      },
    },
  ];
}

/** How a cell looks: a bar behind its figure, a shade, or the ground of a rule. */
export interface CellLook {
  /** Start and length of the bar, 0 to 1; negative figures grow from the same nought to the left. */
  readonly bar?: { readonly from: number; readonly length: number; readonly color: string };
  /** How much of the measure's scale, 0 to 1. */
  readonly shade?: { readonly share: number; readonly color: string };
  readonly rule?: RuleColor;
}

/** Looks of the figures of one measure, of which `all` are compared with each other; totals are not among them. */
export function cellLooks(
  context: ChartContext,
  measure: string,
  all: readonly (number | null)[],
): (value: number | null) => CellLook {
  const rules = readCellRules(context.settings.get("rules")).filter((rule) => rule.measure === measure);
  const kind = context.settings.choice("cells");
  const known = all.filter((value) => value !== null);
  const most = Math.max(0, ...known);
  const least = Math.min(0, ...known);
  const span = most - least;
  const [color] = context.palette.colors;
  return (value) => {
    if (value === null) return {};
    const rule = rules.find(({ from = -Infinity, to = Infinity }) => value >= from && value < to)?.color;
    if (rule !== undefined) return { rule };
    if (kind === "none" || kind === "" || span === 0) return {};
    if (kind === "shades") return { shade: { share: (value - least) / span, color } };
    const zero = -least / span;
    const length = Math.abs(value) / span;
    return { bar: { from: value < 0 ? zero - length : zero, length, color } };
  };
}
