import { certain, joinSql, parameter, sql, type Sql } from "../sql/fragment.ts";
import { isListKind } from "../tree/adapt.ts";
import type { CallNode, OperatorDefinition } from "../tree/node.ts";
import type { Cell } from "../values/cell.ts";
import { bounded, type Exact, numberText, parseNumber } from "../values/number.ts";
import { argument, defineOperator } from "./define.ts";

/** What the options of the field that a call is about count for. */
function scoresOf({ arguments: [field] }: CallNode): ReadonlyMap<string, Exact> {
  const stated = field?.type === "variable" ? Object.entries(field.optionScores ?? {}) : [];
  return new Map(
    stated.flatMap(([key, number]) => {
      const score = parseNumber(number);
      return score === null ? [] : [[key, score] as const];
    }),
  );
}

function total(keys: readonly Cell[], scores: ReadonlyMap<string, Exact>): Exact | null {
  const counting = keys.flatMap((key) => (typeof key === "string" ? (scores.get(key) ?? []) : []));
  return counting.length === 0 ? null : bounded(counting.reduce((sum, score) => sum.plus(score)));
}

function scoreSql(key: Sql, scores: ReadonlyMap<string, Exact>): Sql {
  const branches = [...scores].map(
    ([option, score]) =>
      sql`WHEN ${parameter(option, "text")} THEN ${parameter(numberText(score), "numeric")}`,
  );
  return branches.length === 0 ? sql`NULL::numeric` : sql`(CASE ${key} ${joinSql(branches, " ")} END)`;
}

/** What the chosen options count for: their scores, added up; of a stage its probability. */
const score = defineOperator({
  id: "score",
  name: { zh: "分值", en: "the score" },
  arity: [1, 1],
  formula: { names: ["SCORE"], zh: ["分值"] },
  sentence: { zh: "{0} 的分值", en: "the score of {0}" },
  type(call) {
    const [field] = call.nodes;
    if (field?.type !== "variable" || field.optionScores === undefined)
      call.problem(0, "EXPR_TYPE", {
        zh: "这里需要单选、多选或阶段字段",
        en: "Expected a field with options",
      });
    return "number";
  },
  evaluate: (args, call) => {
    const [field, scores] = [argument(args, 0), scoresOf(call)];
    return (environment) => {
      const chosen = field(environment);
      return total(Array.isArray(chosen) ? chosen : [chosen], scores);
    };
  },
  sql: ([chosen = sql`NULL`], call) => {
    const scores = scoresOf(call);
    if (!isListKind(call.arguments[0]?.kind ?? "null")) return scoreSql(chosen, scores);
    const each = scoreSql(certain(sql`option`), scores);
    return sql`(SELECT sum(${each}) FROM unnest(${chosen}) AS chosen(option))`;
  },
});

/** Operators on what options count for. */
export const SCORE_OPERATORS: readonly OperatorDefinition[] = [score];
