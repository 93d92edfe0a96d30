/** Words of the trigger for dates that have come. */
export const text = {
  name: { zh: "到了某个日期", en: "A date has come" },
  description: {
    zh: "到了字段里的日期，或在它之前、之后一段时间开始，例如合同到期前 30 天、客户生日",
    en: "Starts when the date in a field has come, or some time before or after it: 30 days before a contract ends, on a birthday",
  },
  field: { zh: "日期字段", en: "Date field" },
  side: { zh: "什么时候", en: "When" },
  on: { zh: "当天", en: "On the day" },
  before: { zh: "之前", en: "Before" },
  after: { zh: "之后", en: "After" },
  by: { zh: "多久", en: "How long" },
  at: { zh: "几点", en: "At what time" },
  atHelp: {
    zh: "字段只有日期时按这个时间；字段带时间时以字段为准",
    en: "For fields that hold a day only; fields with a time keep their own",
  },
  yearly: { zh: "每年重复", en: "Every year" },
  yearlyHelp: {
    zh: "只看月和日；2 月 29 日在平年算 2 月 28 日",
    en: "By month and day; 29 February counts as the 28th in other years",
  },
  chooseField: { zh: "请选择一个日期字段", en: "Choose a date field" },
  noDuration: { zh: "请填写多久", en: "Say how long" },
  noWorkHours: {
    zh: "不能往前数工作小时，请改用小时、天或工作日",
    en: "Working hours cannot be counted backwards; use hours, days or working days",
  },
};
