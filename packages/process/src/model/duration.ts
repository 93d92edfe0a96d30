import type { LocalizedText } from "@mortise/kit";

const UNITS = {
  m: { milliseconds: 60_000, zh: "分钟", en: "min" },
  h: { milliseconds: 3_600_000, zh: "小时", en: "h" },
  d: { milliseconds: 86_400_000, zh: "天", en: "d" },
} as const;
const DURATION = /^(\d{1,5})(m|h|d)$/;

function parts(duration: string): { readonly amount: number; readonly unit: keyof typeof UNITS } | undefined {
  const match = DURATION.exec(duration);
  if (!match) return undefined;
  // The pattern admits no other unit.
  return { amount: Number(match[1]), unit: match[2] as keyof typeof UNITS };
}

/** Milliseconds of a duration such as `30m`, `24h` or `3d`; undefined when it is not one. */
export function durationMilliseconds(duration: string): number | undefined {
  const found = parts(duration);
  return found && found.amount * UNITS[found.unit].milliseconds;
}

/** A duration in words: 24 小时, 24 h. */
export function durationText(duration: string): LocalizedText {
  const found = parts(duration);
  if (!found) return { zh: "未设置", en: "not set" };
  const unit = UNITS[found.unit];
  return { zh: `${found.amount} ${unit.zh}`, en: `${found.amount} ${unit.en}` };
}
