import { defineMetric } from "./metric-type.ts";
import { endsAs } from "./stage-parts.ts";

/** 赢单率: of what came to an end, how much was won. */
export const winRate = defineMetric({
  id: "win_rate",
  name: { zh: "赢单率", en: "Win rate" },
  definition: {
    zh: "赢单数 ÷（赢单数 + 输单数）。按记录现在所处的阶段统计；无效和进行中的不计入。",
    en: "Won ÷ (won + lost), by the stage in which records are now. Invalid and open ones do not count.",
  },
  format: "percent",
  plan(_measure, fields) {
    const won = endsAs(fields, "won");
    const ended = endsAs(fields, "won", "lost");
    if (!won || !ended || !endsAs(fields, "lost")) return undefined;
    return {
      figures: [
        { id: "won", name: { zh: "赢单", en: "Won" }, function: "count", filter: won },
        { id: "ended", name: { zh: "赢单和输单", en: "Won and lost" }, function: "count", filter: ended },
      ],
      formula: { "/": [{ var: "won" }, { var: "ended" }] },
    };
  },
});
