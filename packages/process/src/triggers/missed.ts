import type { SettingSpec } from "@mortise/kit";
import type { Settings } from "../model/settings.ts";
import type { MissedMoments } from "../model/trigger-type.ts";

/** What becomes of moments at which the system did not run. */
export const missedSetting: SettingSpec = {
  id: "missed",
  name: { zh: "系统停机时错过的", en: "What was missed while the system was down" },
  kind: "choice",
  default: "late",
  choices: [
    { value: "late", name: { zh: "恢复后补做一次", en: "Is made up for afterwards, once" } },
    { value: "skip", name: { zh: "晚了一小时以上就不做", en: "Is left out when more than an hour late" } },
  ],
};

/** The chosen policy. */
export function missedOf(settings: Settings): MissedMoments {
  return settings.text("missed") === "skip" ? "skip" : "late";
}
