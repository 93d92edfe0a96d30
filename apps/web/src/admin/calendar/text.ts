/** Words of the work calendar. */
export const calendarText = {
  calendar: { zh: "工作日历", en: "Work calendar" },
  calendarHint: {
    zh: "节假日、调休和上班时间。WORKDAY、NETWORKDAYS、流程里的工作日和工作小时都按它算",
    en: "Holidays, weekend days worked and working hours: WORKDAY, NETWORKDAYS and the working time of flows count by them",
  },
  workingHours: { zh: "上班时间", en: "Working hours" },
  workingHoursHint: {
    zh: "每个工作日的上班时段，流程里的“工作小时”按它算",
    en: "Of each working day; “working hours” in flows count by them",
  },
  addSpan: { zh: "添加时段", en: "Add hours" },
  removeSpan: { zh: "删除时段", en: "Remove these hours" },
  fiscalMonth: { zh: "财年开始月份", en: "Fiscal year begins in" },
  fiscalMonthHint: {
    zh: "条件里的“本财年”“上财年”按它算",
    en: "“This fiscal year” in conditions counts by it",
  },
  year: { zh: "年份", en: "Year" },
  addYear: { zh: "添加 {year} 年", en: "Add {year}" },
  yearOwn: { zh: "已自定义", en: "Set by you" },
  yearBuiltIn: { zh: "国务院公布的安排", en: "As announced by the State Council" },
  yearEmpty: { zh: "还没有安排，只按周末休息", en: "Nothing set yet: weekends only" },
  resetYear: { zh: "恢复默认", en: "Back to the default" },
  resetYearAsk: { zh: "{year} 年的自定义安排会被取消。", en: "What was set for {year} is taken back." },
  pasteDays: { zh: "粘贴放假安排", en: "Paste a list" },
  pasteDaysHint: {
    zh: "每行一天或一段日期，写明“休”或“班”，例如：2027-02-06 至 2027-02-12 休；2027-01-31 班。放假通知的原文也可以",
    en: "A day or a range on each line, with “off” or “work”: 2027-02-06 to 2027-02-12 off; 2027-01-31 work. Official announcements in Chinese are understood too",
  },
  pasteTake: { zh: "识别并填入", en: "Take over" },
  pasteFound: {
    zh: "识别出 {off} 天休息、{work} 天上班",
    en: "{off} days off and {work} days worked were found",
  },
  pasteNothing: { zh: "没有识别出 {year} 年的日期", en: "No days of {year} were found" },
  pasteUnread: { zh: "没有看懂：{line}", en: "Not understood: {line}" },
  dayOff: { zh: "休", en: "off" },
  dayWorked: { zh: "班", en: "on" },
  legendOff: { zh: "放假", en: "Day off" },
  legendWorked: { zh: "周末上班（调休）", en: "Weekend day worked" },
  toggleHint: {
    zh: "点日期切换：工作日 ↔ 放假，周末 ↔ 上班",
    en: "Click a day to switch it: weekday ↔ off, weekend ↔ worked",
  },
  yearCount: {
    zh: "放假 {off} 天，调休上班 {work} 天，全年 {days} 个工作日",
    en: "{off} days off, {work} weekend days worked, {days} working days",
  },
  keptFormulas: {
    zh: "保存在记录里的公式结果，下次修改该记录时按新日历重算。",
    en: "Results of formulas that are kept with records follow at the next change of each record.",
  },
  discard: { zh: "放弃修改", en: "Discard" },
  save: { zh: "保存", en: "Save" },
  saved: { zh: "已保存", en: "Saved" },
  cancel: { zh: "取消", en: "Cancel" },
};
