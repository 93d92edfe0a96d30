import { defineChart } from "../../model/chart-type.ts";
import { COUNT } from "../../model/measure.ts";
import { lookSettings } from "../../model/shared-settings.ts";
import { timeFields } from "../../model/suggestion-parts.ts";

/** Days as cells of a calendar, the figure as colour. */
export const calendarChart = defineChart({
  id: "calendar",
  name: { zh: "日历热力图", en: "Calendar" },
  description: { zh: "按天看忙闲，颜色越深数值越大", en: "Busy and quiet days; the darker, the more" },
  icon: "date",
  dimensions: { min: 1, max: 1, kinds: ["date", "datetime"] },
  measures: { min: 1, max: 1, numeric: true },
  size: { w: 8, h: 5 },
  limit: 371,
  settings: [...lookSettings],
  fitDimension: (dimension) => ({ ...dimension, grain: "day" }),
  check: (card) => {
    const grain = card.dimensions[0]?.grain ?? "day";
    return grain === "day"
      ? []
      : [
          {
            path: "dimensions.0.grain",
            message: { zh: "日历热力图只能按日分组", en: "A calendar shows days; choose the grain “day”" },
          },
        ];
  },
  suits: () => 0.35,
  suggest: ({ entity, fields }) =>
    timeFields(fields)
      .filter((field) => field.id === "created_at")
      .map((field) => ({
        score: 0.38,
        title: { zh: `每天新增${entity.zh}`, en: `New ${entity.en.toLowerCase()} by day` },
        dimensions: [{ field: field.id, grain: "day" }],
        measures: [COUNT],
      })),
});
