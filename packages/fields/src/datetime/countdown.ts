import type { Locale, SettingSpec } from "@mortise/kit";

/** Whether cells say how long it is until the moment, instead of when it is. */
export const countdownSetting: SettingSpec = {
  id: "countdown",
  name: { zh: "显示为倒计时", en: "Shown as a countdown" },
  kind: "switch",
  default: false,
  help: {
    zh: "列表里显示还有多久，例如 3 天后；临近时变色",
    en: "Lists say how long it is until then, such as in 3 days; coloured as it comes near",
  },
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How near a moment is: people act today, or this week, or need not yet. */
export type Nearness = "past" | "today" | "soon" | "later";

/** How near a moment is, seen from now. */
export function nearness(moment: Date, now: Date): Nearness {
  const left = moment.getTime() - now.getTime();
  if (left <= 0) return "past";
  if (left < DAY) return "today";
  return left < 3 * DAY ? "soon" : "later";
}

/** How long it is until a moment, in whole units and never longer than it is: 3 天后, in 5 hours; a past one is due. */
export function countdownText(moment: Date, now: Date, locale: Locale): string {
  const left = moment.getTime() - now.getTime();
  if (left < MINUTE) return locale === "zh" ? "已到期" : "due now";
  const format = new Intl.RelativeTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", { numeric: "always" });
  if (left < HOUR) return format.format(Math.floor(left / MINUTE), "minute");
  if (left < 2 * DAY) return format.format(Math.floor(left / HOUR), "hour");
  return format.format(Math.floor(left / DAY), "day");
}
