import type { LocalizedText } from "@mortise/kit";
import type { CallNode, OperatorDefinition } from "../tree/node.ts";
import { CHOICE_OPERATORS, ITEM_OPERATORS } from "./choice.ts";
import { COMPARISON_OPERATORS } from "./comparison.ts";
import { DATE_OPERATORS, now, today } from "./date/date.ts";
import { DATE_BOUND_OPERATORS } from "./date/date-bound.ts";
import { DATE_MAKING_OPERATORS } from "./date/date-making.ts";
import { DATE_PART_OPERATORS } from "./date/date-part.ts";
import { DATE_RANGE_OPERATORS } from "./date/date-range.ts";
import { DATE_SPAN_OPERATORS } from "./date/date-span.ts";
import { DURATION_OPERATORS } from "./date/duration.ts";
import { WORK_DAY_OPERATORS } from "./date/work-day.ts";
import { WORK_TIME_OPERATORS } from "./date/work-time.ts";
import { LIST_OPERATORS } from "./list.ts";
import { LOGIC_OPERATORS } from "./logic.ts";
import { ARITHMETIC_OPERATORS } from "./number/arithmetic.ts";
import { DISTANCE_OPERATORS } from "./number/distance.ts";
import { NUMBER_FACT_OPERATORS } from "./number/number-facts.ts";
import { PLACE_OPERATORS } from "./number/place.ts";
import { POWER_OPERATORS } from "./number/power.ts";
import { ROUNDING_OPERATORS } from "./number/rounding.ts";
import { REGION_OPERATORS } from "./region.ts";
import { AGGREGATE_OPERATORS } from "./rows/aggregate.ts";
import { isOverRows } from "./rows/over-rows.ts";
import { ROW_TOTAL_OPERATORS } from "./rows/row-total.ts";
import { SCORE_OPERATORS } from "./score.ts";
import { ID_NUMBER_OPERATORS } from "./text/id-number.ts";
import { PATTERN_OPERATORS } from "./text/pattern.ts";
import { TEXT_OPERATORS } from "./text/text.ts";
import { TEXT_FORMAT_OPERATORS } from "./text/text-format.ts";
import { TEXT_MAKING_OPERATORS } from "./text/text-making.ts";
import { TEXT_PLACE_OPERATORS } from "./text/text-place.ts";

/** A family of operators, as the reference and the list of functions in editors show them. */
export interface OperatorGroup {
  readonly id: "logic" | "number" | "text" | "date" | "list" | "rows";
  readonly name: LocalizedText;
  readonly operators: readonly OperatorDefinition[];
}

/** The operators of the language by family. */
export const OPERATOR_GROUPS: readonly OperatorGroup[] = [
  {
    id: "logic",
    name: { zh: "逻辑和比较", en: "Logic and comparison" },
    operators: [...LOGIC_OPERATORS, ...CHOICE_OPERATORS, ...COMPARISON_OPERATORS],
  },
  {
    id: "number",
    name: { zh: "数字", en: "Numbers" },
    operators: [
      ...ARITHMETIC_OPERATORS,
      ...ROUNDING_OPERATORS,
      ...NUMBER_FACT_OPERATORS,
      ...POWER_OPERATORS,
      ...DISTANCE_OPERATORS,
      ...PLACE_OPERATORS,
    ],
  },
  {
    id: "text",
    name: { zh: "文本", en: "Text" },
    operators: [
      ...TEXT_OPERATORS,
      ...TEXT_PLACE_OPERATORS,
      ...TEXT_MAKING_OPERATORS,
      ...TEXT_FORMAT_OPERATORS,
      ...PATTERN_OPERATORS,
      ...ID_NUMBER_OPERATORS,
    ],
  },
  {
    id: "date",
    name: { zh: "日期和时间", en: "Dates and times" },
    operators: [
      ...DATE_OPERATORS,
      ...DATE_MAKING_OPERATORS,
      ...DATE_PART_OPERATORS,
      ...DATE_SPAN_OPERATORS,
      ...DATE_BOUND_OPERATORS,
      ...WORK_DAY_OPERATORS,
      ...WORK_TIME_OPERATORS,
      ...DURATION_OPERATORS,
      ...DATE_RANGE_OPERATORS,
    ],
  },
  {
    id: "list",
    name: { zh: "列表、空值和地区", en: "Lists, emptiness and regions" },
    operators: [...LIST_OPERATORS, ...ITEM_OPERATORS, ...SCORE_OPERATORS, ...REGION_OPERATORS],
  },
  {
    id: "rows",
    name: { zh: "汇总", en: "Totals" },
    operators: [...AGGREGATE_OPERATORS, ...ROW_TOTAL_OPERATORS],
  },
];

/** Every operator of the language, in the order the reference shows them. */
export const OPERATORS: readonly OperatorDefinition[] = OPERATOR_GROUPS.flatMap(({ operators }) => operators);

const BY_ID = new Map<string, OperatorDefinition>(
  OPERATORS.flatMap((operator) =>
    [operator.id, ...(operator.aliases ?? [])].map((id) => [id, operator] as const),
  ),
);

/** The operator of a stored name or alias. */
export function findOperator(id: string): OperatorDefinition | undefined {
  return BY_ID.get(id);
}

/** Tells whether the database can compute this call. */
export function isSqlCall(call: CallNode): boolean {
  if (isOverRows(call)) return call.operator.sqlOverRows !== undefined;
  return call.operator.sql !== undefined && (call.operator.sqlFor?.(call) ?? true);
}

/** What `$now` stands for. */
export const nowOperator: OperatorDefinition = now;

/** What `$today` stands for. */
export const todayOperator: OperatorDefinition = today;
