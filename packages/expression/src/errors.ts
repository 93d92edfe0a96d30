import { defineError } from "@mortise/kit";

/** The expression does not fit its scope; `details` name each place inside it and what to do. */
export const expressionInvalid = defineError("EXPR_INVALID", 422, {
  zh: "表达式有误：{reason}",
  en: "The expression is not valid: {reason}",
});

/** The expression nests deeper than the limit. */
export const expressionTooDeep = defineError("EXPR_TOO_DEEP", 422, {
  zh: "表达式嵌套超过 {limit} 层，请拆成几个字段",
  en: "The expression is nested more than {limit} levels deep; split it over several fields",
});

/** The expression has more parts than the limit. */
export const expressionTooLarge = defineError("EXPR_TOO_LARGE", 422, {
  zh: "表达式超过 {limit} 个部分，请拆成几个字段",
  en: "The expression has more than {limit} parts; split it over several fields",
});

/** The expression is valid but the database cannot compute it; the reason names the function. */
export const expressionNotSql = defineError("EXPR_NOT_SQL", 422, {
  zh: "函数 {name} 不能用于查询和筛选，只能用于表单和流程里的计算",
  en: "{name} cannot be used in queries and filters, only in forms and flows",
});

/** Evaluating takes more steps than one value is worth: large formulas over many child rows, very long texts. */
export const expressionTooMuch = defineError("EXPR_TOO_MUCH", 422, {
  zh: "公式要算的步数太多（很多明细行乘以很长的公式，或很长的文本），请拆成几个字段或减少明细行",
  en: "The formula takes too many steps (many child rows times a long formula, or very long texts); split it over several fields or use fewer rows",
});
