import { defineChart } from "../../model/chart-type.ts";
import { COUNT } from "../../model/measure.ts";
import { lookSettings, labelsSetting } from "../../model/shared-settings.ts";

/** Two figures of the same groups, one to the left and one to the right. */
export const bidirectionalChart = defineChart({
  id: "bidirectional",
  name: { zh: "双向条形图", en: "Two-way bars" },
  description: {
    zh: "两个指标左右对照，例如新增与流失",
    en: "Sets two figures side against side, as won and lost",
  },
  icon: "two-way",
  dimensions: { min: 1, max: 1 },
  measures: { min: 2, max: 2, numeric: true },
  size: { w: 6, h: 8 },
  limit: 20,
  settings: [
    {
      id: "sameScale",
      name: { zh: "左右使用同一刻度", en: "One scale for both sides" },
      kind: "switch",
      default: true,
    },
    { ...labelsSetting, default: true },
    ...lookSettings,
  ],
  suits: () => 0.5,
  suggest: ({ entity, fields }) =>
    fields
      .filter((field) => field.logsTransitions)
      .flatMap((stage) => {
        const person = fields.find((field) => field.id === "owner");
        const outcomes = stageOutcomes(stage.definition.settings?.["options"]);
        if (!person || !outcomes.won || !outcomes.lost) return [];
        const measure = (id: string, option: string, zh: string, en: string) => ({
          ...COUNT,
          id,
          name: { zh, en },
          filter: { "==": [{ var: stage.id }, option] },
        });
        return [
          {
            score: 0.45,
            title: { zh: `${entity.zh}成与败`, en: `${entity.en}, won and lost` },
            dimensions: [{ field: person.id }],
            measures: [
              measure("won", outcomes.won, "成功", "Won"),
              measure("lost", outcomes.lost, "失败", "Lost"),
            ],
          },
        ];
      })
      .slice(0, 1),
});

/** The first options of a stage that end well and badly. */
function stageOutcomes(options: unknown): { readonly won?: string; readonly lost?: string } {
  const list: readonly unknown[] = Array.isArray(options) ? options : [];
  const find = (outcome: string): string | undefined => {
    const found = list.find(
      (option): option is { readonly key: string } =>
        typeof option === "object" &&
        option !== null &&
        "outcome" in option &&
        option.outcome === outcome &&
        "key" in option &&
        typeof option.key === "string",
    );
    return found?.key;
  };
  const won = find("won");
  const lost = find("lost");
  return { ...(won === undefined ? {} : { won }), ...(lost === undefined ? {} : { lost }) };
}
