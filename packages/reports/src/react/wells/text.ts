/** Texts of what a card asks: how it is split, what is counted, what it is compared with. */
export const text = {
  each: { zh: "每个值一组", en: "Each value" },
  steps: { zh: "按固定区间", en: "Ranges of one width" },
  bounds: { zh: "按分界值", en: "Ranges between bounds" },
  width: { zh: "区间宽度", en: "Width" },
  boundList: { zh: "分界值，从小到大", en: "Bounds, ascending" },
  howSplit: { zh: "分组方式", en: "How it is split" },
  teamItself: { zh: "团队本身", en: "The team itself" },
  teamLevel: { zh: "汇总到第 {n} 级", en: "Rolled up to level {n}" },
  stageNow: { zh: "现在的阶段", en: "The present stage" },
  stagesPassed: { zh: "经过的阶段", en: "Stages passed" },
  empty: { zh: "显示没有记录的分组", en: "Show groups without records" },
  other: { zh: "其余合并为“其他”", en: 'Gather the rest as "other"' },
  related: { zh: "关联记录的字段", en: "Fields of related records" },
  own: { zh: "字段", en: "Fields" },
  ready: { zh: "现成指标", en: "Ready-made metrics" },
  worked: { zh: "自己计算", en: "Worked out" },
  formula: { zh: "公式（由其他指标计算）", en: "Formula over other measures" },
  expression: { zh: "逐条计算后汇总", en: "Worked out per record" },
  formulaFirst: {
    zh: "公式用排在它前面的指标来写，例如 [赢单数] / [数量]；除以零时为空",
    en: "A formula is written with the measures above it, e.g. [Won] / [Count]; division by zero is empty",
  },
  expressionHint: {
    zh: "先逐条记录算出结果，再汇总，例如 [金额] * [折扣]",
    en: "Worked out for each record, then summed up, e.g. [Amount] * [Discount]",
  },
  percent: { zh: "百分位（1–99）", en: "Percentile (1–99)" },
  metricField: { zh: "使用字段", en: "Field" },
  calculation: { zh: "再计算", en: "Then show" },
  asIs: { zh: "数值本身", en: "The figure itself" },
  window: { zh: "平均多少个", en: "How many" },
  hidden: { zh: "只供公式使用，不显示", en: "For formulas only, not shown" },
  asPercent: { zh: "显示为百分比", en: "Written in percent" },
  target: { zh: "目标", en: "Target" },
  noTarget: { zh: "不设目标", en: "No target" },
  targetField: { zh: "目标值字段", en: "Field with the target" },
  targetBy: { zh: "“{name}”对应的目标字段", en: 'Field of targets for "{name}"' },
  notSplit: { zh: "不对应", en: "none" },
  compare: { zh: "同比环比", en: "Compare periods" },
  compareOn: { zh: "按哪个日期", en: "By which date" },
  noCompare: { zh: "不比较", en: "No comparison" },
  period: { zh: "周期", en: "Period" },
  previous: { zh: "环比（上一周期）", en: "Period before" },
  lastYear: { zh: "同比（去年同期）", en: "Same period last year" },
  whole: { zh: "本周期未结束时也与完整周期比较", en: "Compare with whole periods, also while this one runs" },
} as const;

/** Ways to split dates: a value of the menu, and what it is called. */
export const DATE_SPLITS = {
  "grain:hour": { zh: "按小时", en: "Hour" },
  "grain:day": { zh: "按日", en: "Day" },
  "grain:week": { zh: "按周（周一起）", en: "Week (from Monday)" },
  "grain:month": { zh: "按月", en: "Month" },
  "grain:quarter": { zh: "按季度", en: "Quarter" },
  "grain:halfYear": { zh: "按半年", en: "Half year" },
  "grain:year": { zh: "按年", en: "Year" },
  "fiscal:quarter": { zh: "按财季", en: "Fiscal quarter" },
  "fiscal:halfYear": { zh: "按财年半年", en: "Fiscal half year" },
  "fiscal:year": { zh: "按财年", en: "Fiscal year" },
  "part:monthOfYear": { zh: "一年中的月份", en: "Month of the year" },
  "part:dayOfWeek": { zh: "星期几", en: "Day of the week" },
  "part:hourOfDay": { zh: "一天中的几点", en: "Hour of the day" },
} as const;

/** What table calculations are called. */
export const CALCULATION_NAMES = {
  shareOfTotal: { zh: "占总计的比例", en: "Share of the total" },
  shareOfRow: { zh: "占行合计的比例", en: "Share of the row" },
  shareOfColumn: { zh: "占列合计的比例", en: "Share of the column" },
  runningTotal: { zh: "累计", en: "Running total" },
  rank: { zh: "排名", en: "Rank" },
  difference: { zh: "与前一个之差", en: "Difference to the one before" },
  movingAverage: { zh: "移动平均", en: "Moving average" },
} as const;

/** What periods are called. */
export const PERIOD_NAMES = {
  day: { zh: "日", en: "Day" },
  week: { zh: "周", en: "Week" },
  month: { zh: "月", en: "Month" },
  quarter: { zh: "季度", en: "Quarter" },
  halfYear: { zh: "半年", en: "Half year" },
  year: { zh: "年", en: "Year" },
} as const;
