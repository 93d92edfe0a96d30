import { cellSettings, checkCellRules } from "../../model/cell-look.ts";
import { defineChart } from "../../model/chart-type.ts";
import { figureSettings } from "../../model/figure-style.ts";
import { COUNT, sumOf } from "../../model/measure.ts";
import { emptyOptionsSetting, paletteSetting } from "../../model/shared-settings.ts";
import {
  amountFields,
  byTitle,
  choiceFields,
  dimensionOf,
  personFields,
} from "../../model/suggestion-parts.ts";

/** Groups and figures in rows, to the last digit. */
export const tableChart = defineChart({
  id: "table",
  name: { zh: "汇总表", en: "Table" },
  description: { zh: "按分组列出各项数字和合计", en: "Lists groups with their figures and totals" },
  icon: "table",
  dimensions: { min: 1, max: 4 },
  measures: { min: 1, max: 8 },
  size: { w: 6, h: 8 },
  limit: 200,
  settings: [
    { id: "totals", name: { zh: "显示合计行", en: "Show totals" }, kind: "switch", default: true },
    ...cellSettings,
    emptyOptionsSetting,
    paletteSetting,
    ...figureSettings,
  ],
  check: (_card, settings) => checkCellRules(settings.get("rules")),
  suits: (question) => (question.measures.length > 2 || question.dimensions.length > 2 ? 0.68 : 0.42),
  showsEmptyOptions: (settings) => settings.isOn("emptyOptions"),
  suggest: ({ entity, fields }) => {
    const [person] = personFields(fields);
    const choice = choiceFields(fields)[0];
    const [amount] = amountFields(fields);
    if (!person || !choice) return [];
    return [
      {
        score: 0.4,
        title: byTitle({ zh: `${entity.zh}汇总`, en: `${entity.en} summary` }, person),
        dimensions: [dimensionOf(person), dimensionOf(choice)],
        measures: amount ? [COUNT, sumOf(amount)] : [COUNT],
      },
    ];
  },
});
