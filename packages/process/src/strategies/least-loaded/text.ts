import type { LocalizedText } from "@mortise/kit";

/** Texts of the strategy. */
export const text = {
  name: { zh: "分给最少的人", en: "To whoever has the least" },
  by: { zh: "比较什么", en: "What is compared" },
  byOpen: { zh: "手上的记录数", en: "How many records they hold" },
  byToday: { zh: "今天自动分到的记录数", en: "How many they were given by themselves today" },
  byValue: { zh: "手上记录的合计金额或数值", en: "A total over the records they hold" },
  sum: { zh: "合计哪个字段", en: "The field added up" },
  countWhen: { zh: "只计满足条件的记录", en: "Count only records that meet" },
  noSum: { zh: "请选择要合计的数值字段", en: "Choose the number field to add up" },
  open: (n: number): LocalizedText => ({ zh: `手上 ${n} 条`, en: `holds ${n}` }),
  today: (n: number): LocalizedText => ({ zh: `今天 ${n} 条`, en: `${n} today` }),
  value: (n: number): LocalizedText => ({ zh: `手上合计 ${n}`, en: `holds ${n} in total` }),
  longest: { zh: "，同样少的人里最久没有分到", en: ", the longest without one among equals" },
} as const;
