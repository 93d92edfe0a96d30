import { defineChart } from "../../model/chart-type.ts";
import { COUNT, sumOf } from "../../model/measure.ts";
import { lookSettings } from "../../model/shared-settings.ts";
import { amountFields, isSplitBy, personFields } from "../../model/suggestion-parts.ts";

/** Who is first: names, bars and figures from the top down. */
export const rankingChart = defineChart({
  id: "ranking",
  name: { zh: "排行榜", en: "Ranking" },
  description: { zh: "按大小列出前几名", en: "Lists the biggest groups from the top down" },
  icon: "trophy",
  dimensions: { min: 1, max: 1 },
  measures: { min: 1, max: 3, numeric: true },
  size: { w: 6, h: 7 },
  limit: 10,
  settings: [
    { id: "medals", name: { zh: "突出前三名", en: "Mark the first three" }, kind: "switch", default: true },
    ...lookSettings,
  ],
  suits: (question) => (isSplitBy(question, ["user", "team", "reference"]) ? 0.9 : 0.45),
  suggest: ({ entity, fields }) => {
    const [person] = personFields(fields);
    const [amount] = amountFields(fields);
    if (!person) return [];
    const measures = amount ? [sumOf(amount), COUNT] : [COUNT];
    return [
      {
        score: 0.72,
        title: { zh: `${entity.zh}排行`, en: `${entity.en} ranking` },
        dimensions: [{ field: person.id }],
        measures,
        sort: [{ field: measures[0]?.id ?? COUNT.id, descending: true }],
        limit: 10,
      },
    ];
  },
});
