/** Texts of the number card. */
export const text = {
  goal: { zh: "目标 {goal}", en: "Goal {goal}" },
  done: { zh: "完成 {share}", en: "{share} done" },
  up: { zh: "比上期上升 {share}（上期 {before}）", en: "Up {share} on the period before ({before})" },
  down: { zh: "比上期下降 {share}（上期 {before}）", en: "Down {share} on the period before ({before})" },
  previous: { zh: "环比", en: "On the period before" },
  lastYear: { zh: "同比", en: "On last year" },
  before: { zh: "当时为 {before}", en: "It was {before} then" },
  level: { zh: "与上期持平（{before}）", en: "As in the period before ({before})" },
};
