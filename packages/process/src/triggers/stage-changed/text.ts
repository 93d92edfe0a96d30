/** Texts of the trigger. */
export const text = {
  name: { zh: "阶段变化", en: "Stage changed" },
  description: {
    zh: "阶段或选项从一个值变成另一个值时开始",
    en: "Starts when a stage or option moves from one value to another",
  },
  field: { zh: "阶段字段", en: "Stage field" },
  from: { zh: "从", en: "From" },
  to: { zh: "到", en: "To" },
  any: { zh: "任意", en: "any" },
  chooseField: { zh: "请选择阶段或选项字段", en: "Choose a stage or option field" },
  noOption: { zh: "这个选项已不存在，请重新选择", en: "This option no longer exists; choose another" },
} as const;
