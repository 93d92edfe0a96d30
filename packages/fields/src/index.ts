export { standsRight } from "./alignment.ts";
export * from "./auto-number/numbering.ts";
export { foldText } from "./text-cleaning.ts";
export { type CountedNumber, readAutoNumber } from "./auto-number/read-number.ts";
export { acceptOf, fileList } from "./attachment/index.ts";
export type { FileValue, FindFile } from "./file-value.ts";
export { type DateOrder, detectDateOrder } from "./calendar.ts";
export { CHINA_CALENDAR, CHINA_YEARS, chinaYear } from "./china-calendar.ts";
export { type ConditionOperator, type ConditionParts, type Operand } from "./condition/condition-operator.ts";
export type { FieldsOf } from "./condition/condition-paths.ts";
export * from "./condition/condition-tree.ts";
export * from "./condition/operators.ts";
export * from "./condition/periods.ts";
export { quickOperator } from "./condition/quick-row.ts";
export { evenSeries, groupThousands, shiftPoint, sumDecimals } from "./decimals.ts";
export * from "./errors.ts";
export * from "./field-catalog.ts";
export * from "./field-type.ts";
export * from "./guess-type.ts";
export { maskedText } from "./mask.ts";
export {
  addOptions,
  type FieldOption,
  findOption,
  mayAddOptions,
  optionNameProblem,
  OPTION_KEY,
  optionKeyFor,
  STAGE_OUTCOMES,
  type StageOutcome,
} from "./option-list.ts";
export { markedNames, possibleNames } from "./people.ts";
export * from "./public-input.ts";
export { type Point, provinceCentres } from "./region/centres.ts";
export * from "./region/division.ts";
export { findRegion } from "./region/find-region.ts";
export { deepestLevel, REGION_LEVEL_NAMES } from "./region/index.ts";
export * from "./registry.ts";
export * from "./relation-fields.ts";
export { SECRET_SHOWN } from "./secret/index.ts";
export { columnsOf, rowsOf, type SubTableRow, rowValue } from "./sub-table/rows.ts";
export { defaultSettings } from "./setting-specs.ts";
export { checkFieldSettings } from "./settings-check.ts";
export { instantAt, type WallTime, wallTime } from "./zone.ts";
export { type CompiledRule, compileRule } from "./record-logic/compiled-rule.ts";
export {
  activeRules,
  compileRecordLogic,
  hasFills,
  hasRules,
  type FieldLogic,
  type LogicSource,
  type RecordLogic,
} from "./record-logic/record-logic.ts";
export { readCells } from "./sub-table/paste-rows.ts";
export { repeatedRows, repetitionText } from "./sub-table/repeated-rows.ts";
export { type GateProblem, gateProblems } from "./record-logic/check-gates.ts";
export { type FillAsk, fillKey, type FoundFill, type FoundFills } from "./record-logic/fill-lookup.ts";
export {
  holdingRules,
  type NarrowedBy,
  narrowingCondition,
  type RecordState,
  type RuleMessage,
} from "./record-logic/record-state.ts";
export {
  fillDefaults,
  type RecordStep,
  type RecordValues,
  type RowsByField,
  type SettledRecord,
  settleRecord,
  withFormulas,
} from "./record-logic/settle-record.ts";
export { type FieldLimits, limitedField } from "./record-logic/limited-field.ts";
export type { RowView } from "./sub-table/row-view.ts";
export { describeRule, ruleNames } from "./record-logic/describe-rule.ts";
export {
  type CompiledPool,
  type CompiledPools,
  type CompiledRecycleRule,
  compilePools,
} from "./pools/compiled-pools.ts";
export {
  type DateBefore,
  fairDate,
  type HoldFacts,
  POOL_ZONE,
  protectionOf,
  type RecycleDate,
  recycleDate,
} from "./pools/recycle-clock.ts";
export { countdownText, nearness } from "./datetime/countdown.ts";
export { type DatedHold, type DateReason, explainDate } from "./pools/explain-date.ts";
export {
  dueEvents,
  nextLook,
  type PoolEvent,
  type PoolEventKind,
  poolEvents,
  type PoolState,
} from "./pools/pool-events.ts";
export { sameDigits, sameForm, type SameForm, sameWords } from "./same-form.ts";
