import type { SettingSpec } from "@mortise/kit";
import type { ChartContext } from "./chart-context.ts";
import { drawn } from "./chart-context.ts";

/** What the figure is to reach, where it is the same for everybody and always. */
export const goalSetting: SettingSpec = {
  id: "goal",
  name: { zh: "目标值", en: "Goal" },
  kind: "number",
  help: {
    zh: "不填时用指标自己的目标，没有则用第二个指标",
    en: "Without one, the measure's own target counts, or else the second measure",
  },
};

/** Whether the colours say how near the goal is. */
export const zonesSetting: SettingSpec = {
  id: "zones",
  name: { zh: "按完成率着色（60%、90%）", en: "Coloured by completion (60%, 90%)" },
  kind: "switch",
  default: true,
};

/** How far a figure has come. */
export interface Goal {
  readonly value: number;
  readonly goal: number | null;
  /** Figure over goal; null where there is nothing to reach. */
  readonly share: number | null;
}

/** A point's figure against its goal: the set one, that of the measure's target, or the second measure. */
export function goalOf(context: ChartContext, index: number): Goal {
  const point = context.data.points[index];
  const [first, second] = context.data.measures;
  const value = drawn(context, point, first?.id ?? "") ?? 0;
  const target = point?.targets?.[first?.id ?? ""]?.value;
  const own = target === undefined || target === null ? undefined : Number(target);
  const goal = fixedGoal(context) ?? own ?? (second ? drawn(context, point, second.id) : null);
  return { value, goal, share: goal === null || goal === 0 ? null : value / goal };
}

function fixedGoal({ settings }: ChartContext): number | undefined {
  const goal = settings.get("goal");
  return typeof goal === "number" ? goal : undefined;
}

const POOR = 0.6;
const FAIR = 0.9;

/** The colour of a completion: behind, nearly there, reached. Lightness tells them apart as well. */
export function zoneColor(context: ChartContext, share: number | null): string {
  if (share === null || !context.settings.isOn("zones")) return context.palette.colors[0];
  if (share < POOR) return "#c2553f";
  return share < FAIR ? "#e0a93b" : "#2a7d56";
}
