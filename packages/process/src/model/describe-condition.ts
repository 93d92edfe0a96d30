import type { Expression, Value } from "@mortise/expression";
import { isPlainObject, type LocalizedText, sameText } from "@mortise/kit";
import type { Wording } from "./wording.ts";

const ALWAYS: LocalizedText = { zh: "始终", en: "always" };
const COMPLEX: LocalizedText = { zh: "满足设定的条件", en: "the set condition holds" };
const JOINTS: Readonly<Record<string, LocalizedText>> = {
  and: { zh: "，且", en: " and " },
  or: { zh: "，或", en: " or " },
};
const COMPARISONS: Readonly<Record<string, LocalizedText>> = {
  "==": { zh: "是", en: "is" },
  "!=": { zh: "不是", en: "is not" },
  ">": { zh: "大于", en: ">" },
  ">=": { zh: "不小于", en: "≥" },
  "<": { zh: "小于", en: "<" },
  "<=": { zh: "不超过", en: "≤" },
  in: { zh: "属于", en: "is one of" },
  startsWith: { zh: "开头是", en: "starts with" },
  contains: { zh: "包含", en: "contains" },
};
const STATES: Readonly<Record<string, LocalizedText>> = {
  isEmpty: { zh: "为空", en: "is empty" },
  isNotEmpty: { zh: "不为空", en: "is not empty" },
};

function join(texts: readonly LocalizedText[], joint: LocalizedText): LocalizedText {
  return { zh: texts.map((text) => text.zh).join(joint.zh), en: texts.map((text) => text.en).join(joint.en) };
}

function fieldOf(expression: Expression | undefined): string | undefined {
  if (!isPlainObject(expression)) return undefined;
  const name = expression["var"];
  return typeof name === "string" ? name : undefined;
}

function side(wording: Wording, entity: string, expression: Expression, near: string | undefined): LocalizedText {
  const field = fieldOf(expression);
  if (field !== undefined) return wording.field(entity, field);
  if (Array.isArray(expression)) return join(expression.map((item) => side(wording, entity, item, near)), { zh: "、", en: ", " });
  if (isPlainObject(expression)) return { zh: "计算值", en: "a computed value" };
  // Objects and lists were handled above.
  const value = expression as Value;
  return near === undefined ? sameText(String(value)) : wording.value(entity, near, value);
}

/** A condition as a short sentence of field and option names, for one-line summaries. */
export function describeCondition(wording: Wording, entity: string, condition: Expression | undefined): LocalizedText {
  if (condition === undefined) return ALWAYS;
  if (!isPlainObject(condition)) return COMPLEX;
  const [entry] = Object.entries(condition);
  if (!entry) return COMPLEX;
  const [operator, members] = entry;
  // The members of an expression are expressions.
  const parts = (Array.isArray(members) ? members : [members]) as readonly Expression[];
  const joint = JOINTS[operator];
  if (joint) return join(parts.map((part) => describeCondition(wording, entity, part)), joint);
  const field = parts.map(fieldOf).find((name) => name !== undefined);
  const comparison = COMPARISONS[operator];
  const [left, right] = parts;
  if (comparison && left !== undefined && right !== undefined) {
    const texts = [side(wording, entity, left, field), comparison, side(wording, entity, right, field)];
    return { zh: texts.map((text) => text.zh).join(""), en: texts.map((text) => text.en).join(" ") };
  }
  const state = STATES[operator];
  if (state && field !== undefined) return join([wording.field(entity, field), state], { zh: "", en: " " });
  return COMPLEX;
}
