import {
  compileExplainer,
  describeExpression,
  type Explanation,
  type Expression,
  recordEnvironment,
  type RecordEnvironmentOptions,
  type Value,
} from "@mortise/expression";
import { ruleNames } from "@mortise/fields";
import { AppError, isPlainObject, type LocalizedText } from "@mortise/kit";
import type { Catalog, EntityDocument, RecordRule } from "@mortise/metadata";
import type { FormValues } from "./form-logic.ts";

/** One condition of a rule, and whether it holds for a record. */
export interface ConditionTruth {
  readonly text: LocalizedText;
  readonly holds: boolean;
  /** Whether it decided that the rule holds, or does not. */
  readonly decides: boolean;
  /** The field that is compared, with what stands in it. */
  readonly field?: string;
  readonly value?: Value;
}

/** Whether a rule holds for a record, condition by condition. */
export interface RuleTruth {
  readonly holds: boolean;
  readonly conditions: readonly ConditionTruth[];
}

/** Explains a rule for a record; undefined while its condition is not finished. */
export function ruleTruth(
  rule: RecordRule,
  { entity, catalog }: { readonly entity: EntityDocument; readonly catalog: Catalog },
  { values, moment }: { readonly values: FormValues; readonly moment: RecordEnvironmentOptions },
): RuleTruth | undefined {
  try {
    const explain = compileExplainer(rule.when, catalog.scope(entity.id));
    const explanation = explain(recordEnvironment(values, moment));
    const conditions = rule.when === true ? [] : conditionsIn(rule.when, explanation, entity);
    return { holds: explanation.result === true, conditions };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

const JOINING: ReadonlySet<string> = new Set(["and", "or"]);

/** The conditions joined by 且 and 或; anything else is told as a whole. */
function conditionsIn(
  expression: Expression,
  explanation: Explanation,
  entity: EntityDocument,
): readonly ConditionTruth[] {
  const [[operator, input] = ["", null]] = isPlainObject(expression) ? Object.entries(expression) : [];
  // The arguments of an operator in an expression are expressions.
  const parts = Array.isArray(input) ? (input as readonly Expression[]) : [];
  if (JOINING.has(operator) && parts.length === explanation.parts.length)
    return parts.flatMap((part, index) => {
      const inner = explanation.parts[index];
      return inner ? conditionsIn(part, inner, entity) : [];
    });
  const names = ruleNames(entity.fields);
  const { variable, left, decisive } = explanation;
  return [
    {
      text: {
        zh: describeExpression(expression, names, "zh"),
        en: describeExpression(expression, names, "en"),
      },
      holds: explanation.result === true,
      decides: decisive,
      ...(variable === undefined || left === undefined ? {} : { field: variable, value: left }),
    },
  ];
}
