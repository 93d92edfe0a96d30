import { defineChart } from "../../model/chart-type.ts";
import { lookSettings } from "../../model/shared-settings.ts";
import { runsInTime } from "../../model/suggestion-parts.ts";

/** Petals whose length is the figure: parts of a whole that differ a lot. */
export const roseChart = defineChart({
  id: "rose",
  name: { zh: "玫瑰图", en: "Rose" },
  description: {
    zh: "花瓣长短表示大小，适合大小悬殊的占比",
    en: "Petals as long as their figure, for parts that differ a lot",
  },
  icon: "rose",
  dimensions: { min: 1, max: 1 },
  measures: { min: 1, max: 1, numeric: true },
  size: { w: 4, h: 7 },
  limit: 12,
  settings: [
    {
      id: "labels",
      name: { zh: "显示名称和占比", en: "Show names and shares" },
      kind: "switch",
      default: true,
    },
    ...lookSettings,
  ],
  suits: (question) => (runsInTime(question) ? 0.12 : 0.4),
  suggest: () => [],
});
