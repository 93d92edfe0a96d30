import { defineMetric } from "./metric-type.ts";
import { endsAs } from "./stage-parts.ts";

/** 转化率: of all records, how many have reached a stage that ends well. */
export const conversionRate = defineMetric({
  id: "conversion_rate",
  name: { zh: "转化率", en: "Conversion rate" },
  definition: {
    zh: "已转化（处于成功阶段）的记录数 ÷ 全部记录数。按创建时间分组时，即为同期创建的记录后来转化了多少（同批转化率）。",
    en: "Records in a stage that ends well ÷ all records. Split by the time of creation it says how many of those created in a period were converted later (cohort).",
  },
  format: "percent",
  plan(_measure, fields) {
    const converted = endsAs(fields, "won");
    if (!converted) return undefined;
    return {
      figures: [
        { id: "converted", name: { zh: "已转化", en: "Converted" }, function: "count", filter: converted },
        { id: "all", name: { zh: "全部", en: "All" }, function: "count" },
      ],
      formula: { "/": [{ var: "converted" }, { var: "all" }] },
    };
  },
});
