import type { SettingChoice } from "@mortise/kit";

/** Words of the trigger that recurs. */
export const text = {
  about: { zh: "对什么运行", en: "What it runs for" },
  aboutRecords: { zh: "每条满足条件的记录各一次", en: "Once for each record that meets the condition" },
  aboutNothing: { zh: "只运行一次，步骤自己查找记录", en: "Once: its steps find the records" },
  name: { zh: "定时", en: "On a schedule" },
  description: {
    zh: "按时间重复，每次对满足条件的每条记录开始一次",
    en: "Starts again and again at set times, each time for every record that meets the condition",
  },
  every: { zh: "重复", en: "Repeats" },
  minutes: { zh: "每隔几分钟", en: "Every few minutes" },
  day: { zh: "每天", en: "Every day" },
  week: { zh: "每周", en: "Every week" },
  month: { zh: "每月", en: "Every month" },
  year: { zh: "每年", en: "Every year" },
  step: { zh: "间隔（分钟）", en: "Minutes between rounds" },
  months: { zh: "哪些月份", en: "In which months" },
  weekdays: { zh: "星期几", en: "On which weekdays" },
  days: { zh: "哪些日子", en: "On which days" },
  lastDay: { zh: "最后一天", en: "the last day" },
  times: { zh: "几点", en: "At what times" },
  from: { zh: "从", en: "From" },
  to: { zh: "到", en: "To" },
  daysOff: { zh: "遇到休息日", en: "On days off" },
  onDaysOff: { zh: "遇休息日", en: "on days off:" },
  count: { zh: "照常", en: "As usual" },
  skip: { zh: "跳过", en: "Left out" },
  next: { zh: "推迟到下一个工作日", en: "On the next working day" },
  previous: { zh: "提前到上一个工作日", en: "On the working day before" },
  preview: { zh: "接下来 7 次", en: "The next 7 times" },
  when: { zh: "对哪些记录", en: "For which records" },
  whenHelp: {
    zh: "不设置则对所有记录；每次开始时重新判断",
    en: "All records without a condition; asked anew each time",
  },
  noWeekday: { zh: "请选择星期几", en: "Choose the weekdays" },
  noMonth: { zh: "请选择月份", en: "Choose the months" },
  noDay: { zh: "请选择日子", en: "Choose the days" },
  noTime: { zh: "请填写几点", en: "Say at what times" },
  noStep: { zh: "间隔为 5 到 720 分钟", en: "There may be 5 to 720 minutes between rounds" },
  never: { zh: "这样设置永远不会开始，请检查", en: "Set like this it never starts; look again" },
};

function choices(names: readonly (readonly [zh: string, en: string])[]): readonly SettingChoice[] {
  return names.map(([zh, en], index) => ({ value: String(index + 1), name: { zh, en } }));
}

/** Days of the week from Monday. */
export const WEEKDAYS = choices([
  ["周一", "Monday"],
  ["周二", "Tuesday"],
  ["周三", "Wednesday"],
  ["周四", "Thursday"],
  ["周五", "Friday"],
  ["周六", "Saturday"],
  ["周日", "Sunday"],
]);

/** The months. */
export const MONTHS = choices([
  ["1 月", "January"],
  ["2 月", "February"],
  ["3 月", "March"],
  ["4 月", "April"],
  ["5 月", "May"],
  ["6 月", "June"],
  ["7 月", "July"],
  ["8 月", "August"],
  ["9 月", "September"],
  ["10 月", "October"],
  ["11 月", "November"],
  ["12 月", "December"],
]);
