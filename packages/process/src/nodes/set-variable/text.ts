/** Texts of the node. */
export const text = {
  name: { zh: "设置变量", en: "Set a variable" },
  description: {
    zh: "记下一个值，后面的步骤可以使用；循环里可以累加",
    en: "Keeps a value for later steps; in a loop it can add up",
  },
  sets: { zh: "设置哪个变量", en: "Which variable" },
  setsHelp: {
    zh: "不选表示新变量；也可以重新设置前面的变量，例如在循环里累加",
    en: "A new one, or one that an earlier step has made: to add up in a loop, for example",
  },
  noVariable: { zh: "这个变量已不存在，请重新选择", en: "This variable no longer exists; choose another" },
  label: { zh: "变量名称", en: "Name of the variable" },
  kind: { zh: "变量的类型", en: "What kind of value" },
  number: { zh: "数字", en: "A number" },
  plain: { zh: "文字", en: "A text" },
  boolean: { zh: "是或否", en: "Yes or no" },
  date: { zh: "日期", en: "A day" },
  datetime: { zh: "日期和时间", en: "A day and time" },
  user: { zh: "人员", en: "A person" },
  team: { zh: "团队", en: "A team" },
  value: { zh: "值", en: "Value" },
  noName: { zh: "请给变量起个名字", en: "Give the variable a name" },
  noValue: { zh: "请填写变量的值", en: "Say what the variable holds" },
  variable: { zh: "变量", en: "Variable" },
} as const;
