import { expect, test } from "vitest";
import { countdownText, nearness } from "./countdown.ts";

const now = new Date("2026-12-01T02:00:00Z");
const HOUR = 3_600_000;
const after = (hours: number) => new Date(now.getTime() + hours * HOUR);

test.each([
  [-1, "已到期", "due now", "past"],
  [0.5, "30分钟后", "in 30 minutes", "today"],
  [23.9, "23小时后", "in 23 hours", "today"],
  [47, "47小时后", "in 47 hours", "soon"],
  [71, "2天后", "in 2 days", "soon"],
  [240, "10天后", "in 10 days", "later"],
])("%d hours ahead", (hours, zh, en, near) => {
  expect(countdownText(after(hours), now, "zh")).toBe(zh);
  expect(countdownText(after(hours), now, "en")).toBe(en);
  expect(nearness(after(hours), now)).toBe(near);
});
