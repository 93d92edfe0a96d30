import type { Locale } from "./localized-text.ts";

const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** Bytes as people read them: `1.4 MB`, `320 KB`. */
export function dataSizeText(bytes: number, locale: Locale): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** step;
  const format = new Intl.NumberFormat(locale === "zh" ? "zh-CN" : "en-GB", {
    maximumFractionDigits: amount < 10 && step > 0 ? 1 : 0,
  });
  return `${format.format(amount)} ${UNITS[step] ?? ""}`;
}
