import { defineChart } from "../../model/chart-type.ts";
import { COUNT, sumOf } from "../../model/measure.ts";
import { checkReferenceLines } from "../../model/reference-lines.ts";
import { linesSetting, lookSettings } from "../../model/shared-settings.ts";
import { amountFields, personFields, runsInTime } from "../../model/suggestion-parts.ts";

/** Groups as points between two figures, and as bubbles with a third. */
export const scatterChart = defineChart({
  id: "scatter",
  name: { zh: "散点/气泡图", en: "Scatter and bubbles" },
  description: {
    zh: "看两个指标的关系；第三个指标决定气泡大小",
    en: "How two figures go together; a third one is the size of the bubble",
  },
  icon: "scatter",
  dimensions: { min: 1, max: 1 },
  measures: { min: 2, max: 3, numeric: true },
  size: { w: 6, h: 8 },
  limit: 300,
  settings: [
    { id: "names", name: { zh: "显示名称", en: "Show names" }, kind: "switch", default: true },
    linesSetting,
    ...lookSettings,
  ],
  check: (_card, settings) => checkReferenceLines(settings.get("lines")),
  suits: (question) => (runsInTime(question) ? 0.1 : question.measures.length > 2 ? 0.7 : 0.5),
  suggest: ({ entity, fields }) => {
    const [person] = personFields(fields);
    const [amount] = amountFields(fields);
    if (!person || !amount) return [];
    return [
      {
        score: 0.35,
        title: {
          zh: `${entity.zh}数与${amount.name.zh}`,
          en: `Number of ${entity.en.toLowerCase()} and ${amount.name.en.toLowerCase()}`,
        },
        dimensions: [{ field: person.id }],
        measures: [COUNT, sumOf(amount)],
      },
    ];
  },
});
