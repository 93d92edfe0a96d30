import type { Value } from "../types.ts";

/**
 * What people are told of one operator: id; its arguments as they stand between the brackets, in Chinese and in English;
 * what it gives, in both languages; an example formula over the sample record, and the result a test expects of it.
 */
export type HelpRow = readonly [
  id: string,
  argumentsZh: string,
  argumentsEn: string,
  textZh: string,
  textEn: string,
  formula: string,
  result: Value,
];
