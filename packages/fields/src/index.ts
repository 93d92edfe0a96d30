export * from "./auto-number/numbering.ts";
export { acceptOf, fileList, type FileValue } from "./attachment/index.ts";
export { type DateOrder, detectDateOrder } from "./calendar.ts";
export { CHINA_CALENDAR, CHINA_YEARS, chinaYear } from "./china-calendar.ts";
export { type ConditionOperator, type ConditionParts, type Operand } from "./condition/condition-operator.ts";
export * from "./condition/condition-tree.ts";
export * from "./condition/operators.ts";
export * from "./condition/periods.ts";
export { groupThousands, shiftPoint, sumDecimals } from "./decimals.ts";
export * from "./errors.ts";
export * from "./field-catalog.ts";
export * from "./field-type.ts";
export * from "./guess-type.ts";
export { maskedText } from "./mask.ts";
export {
  addOptions,
  type FieldOption,
  findOption,
  OPTION_COLORS,
  OPTION_KEY,
  type OptionColor,
  optionKeyFor,
  STAGE_OUTCOMES,
  type StageOutcome,
} from "./option-list.ts";
export * from "./public-input.ts";
export * from "./region/division.ts";
export { findRegion } from "./region/find-region.ts";
export { deepestLevel, REGION_LEVEL_NAMES } from "./region/index.ts";
export * from "./registry.ts";
export { defaultSettings } from "./setting-specs.ts";
export { checkFieldSettings } from "./settings-check.ts";
export { instantAt, type WallTime, wallTime } from "./zone.ts";
