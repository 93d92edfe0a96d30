export * from "./types.ts";
export * from "./errors.ts";
export { DIFFERENT_MEANINGS, REFUSED_OPERATORS } from "./help/json-logic.ts";
export { functionGroupName, type FunctionHelp, functionHelp } from "./help/operator-help.ts";
export { SAMPLE_VALUES, sampleNames } from "./help/sample-record.ts";
export { SEMANTICS, type SemanticsRow } from "./help/semantics.ts";
export { checkExpression, type CheckOptions } from "./check.ts";
export { compileExpression, type CompiledExpression } from "./compile.ts";
export { isWorkDay, shiftWorkDays, type WorkCalendar } from "./values/work-calendar.ts";
export { dueAfter, dueBefore, durationMilliseconds, durationText } from "./working-time/duration.ts";
export { addWorkDays, addWorkTime, type WorkHours, type WorkPlace } from "./working-time/work-time.ts";
export { recordEnvironment, type RecordEnvironmentOptions } from "./record-environment.ts";
export { toSql, type SqlOptions } from "./to-sql.ts";
export { kindName } from "./tree/adapt.ts";
export type { ExpressionBudget } from "./tree/budget.ts";
export { readClockTime } from "./values/clock-time.ts";
export { type DayRange, rangeLiteral, readDayRange } from "./values/date-range.ts";
export {
  isCountedPeriod,
  PERIOD_IDS,
  type PeriodMoment,
  periodName,
  periodRange,
  type PeriodRange,
  periodUnit,
  type PeriodUnit,
} from "./values/period.ts";
export { dayBegins, dayIn, instantOf, localTime, momentsOfDays, startOfDay } from "./values/zone.ts";
export { callsOperator, replaceVariables, variablesOf } from "./variables.ts";
export { compileExplainer, explain, type Explainer } from "./explain.ts";
export { describeExpression, type ExpressionNames } from "./describe.ts";
export { type FormulaNames, type FormulaResult, parseFormula } from "./formula/parse-formula.ts";
export { printFormula } from "./formula/print-formula.ts";
