import { defineChart } from "../../model/chart-type.ts";
import { lookSettings } from "../../model/shared-settings.ts";
import { isSplitBy, runsInTime } from "../../model/suggestion-parts.ts";

/** Names as large as their figure. */
export const wordCloudChart = defineChart({
  id: "word-cloud",
  name: { zh: "词云", en: "Word cloud" },
  description: {
    zh: "名称越大数值越大，适合标签和关键词",
    en: "The larger the word, the more; for tags and keywords",
  },
  icon: "tags",
  dimensions: { min: 1, max: 1 },
  measures: { min: 1, max: 1, numeric: true },
  size: { w: 6, h: 7 },
  limit: 60,
  settings: [...lookSettings],
  suits: (question) => (runsInTime(question) ? 0 : isSplitBy(question, ["options", "text"]) ? 0.6 : 0.28),
  suggest: () => [],
});
