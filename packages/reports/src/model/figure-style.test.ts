import { expect, test } from "vitest";
import { ChartSettings } from "./chart-settings.ts";
import { compactNumber, type FigureFormat } from "./figure-format.ts";
import { figureSettings, styledFormat } from "./figure-style.ts";

const money: FigureFormat = {
  short: (value) => (value === null ? "–" : `¥${compactNumber(Number(value), "zh")}`),
  full: (value) => (value === null ? "–" : `¥${Number(value).toFixed(2)}`),
  number: (value) => (value === null ? null : Number(value)),
};

function styled(settings: Record<string, string | number>, locale: "zh" | "en" = "zh"): FigureFormat {
  return styledFormat(money, new ChartSettings(figureSettings, settings), locale);
}

test("nothing set leaves figures as they are", () => {
  expect(styled({})).toBe(money);
});

test("figures are written in the size that was asked for, signs and currency in front", () => {
  expect(styled({ scale: "wan" }).short("-1234567")).toBe("-¥123.46万");
  expect(styled({ scale: "million", decimals: 1 }, "en").short("1234567")).toBe("¥1.2M");
  expect(styled({ scale: "yi", decimals: 2 }).short("250000000")).toBe("¥2.50亿");
  expect(styled({ scale: "full", decimals: 0 }).short("1234567.8")).toBe("¥1,234,568");
});

test("a unit follows the figure, and nothing stays nothing", () => {
  expect(styled({ unit: "件" }).full("3")).toBe("¥3.00件");
  expect(styled({ unit: "pcs" }, "en").short("3")).toBe("¥3 pcs");
  expect(styled({ unit: "件" }).full(null)).toBe("–");
});
