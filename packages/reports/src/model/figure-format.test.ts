import { sameText } from "@mortise/kit";
import { describe, expect, test } from "vitest";
import { compactNumber, figureFormat, percentText } from "./figure-format.ts";
import type { ReportField } from "./report-field.ts";

const zh = {
  locale: "zh",
  timeZone: "Asia/Shanghai",
  label: () => undefined,
  find: () => undefined,
} as const;

function aField(type: string, settings = {}): ReportField {
  return {
    id: "f",
    name: sameText("f"),
    kind: "number",
    groupable: true,
    aggregates: ["sum", "avg"],
    logsTransitions: false,
    definition: { id: "f", type, name: sameText("f"), settings },
  };
}

describe("a short number", () => {
  test.each([
    [0, "0", "0"],
    [9_999, "9,999", "9,999"],
    [12_345, "1.23万", "12.3K"],
    [1_234_567, "123万", "1.23M"],
    [-45_600_000, "-4,560万", "-45.6M"],
    [1_234_567_890, "12.3亿", "1.23B"],
    [0.5, "0.5", "0.5"],
    [1.999, "2", "2"],
  ])("%d reads naturally", (value, chinese, english) => {
    expect(compactNumber(value, "zh")).toBe(chinese);
    expect(compactNumber(value, "en")).toBe(english);
  });
});

describe("a figure", () => {
  test("over money has the sign of its currency", () => {
    const format = figureFormat({ id: "m", function: "sum", field: "f" }, [aField("money")], zh);
    expect(format.short("1234500.00")).toBe("¥123万");
    expect(format.short("-20000.00")).toBe("-¥2万");
    expect(format.full("1234500.00")).toBe("¥1,234,500.00");
    expect(format.full(null)).toBe("–");
  });

  test("over percents is written in percents", () => {
    const format = figureFormat({ id: "m", function: "avg", field: "f" }, [aField("percent")], zh);
    expect(format.short("0.153333")).toBe("15.33%");
    expect(format.full("0.153333")).toBe("15.33%");
  });

  test("of time says on axes what tells at its size, and all of it elsewhere", () => {
    const format = figureFormat(
      { id: "m", function: "metric", metric: "deal_cycle", format: "duration" },
      [],
      zh,
    );
    expect(format.short(92 * 86_400 + 52_000)).toBe("93 天");
    expect(format.short("90061")).toBe("1 天 1 小时");
    expect(format.full("90061")).toMatch(/^1 天 1 小时 1 分/);
  });

  test("that counts has no unit, whatever it counts", () => {
    const format = figureFormat({ id: "m", function: "count", field: "f" }, [aField("money")], zh);
    expect(format.full("12345")).toBe("12,345");
  });
});

test("shares are percents with one decimal", () => {
  expect([percentText(0.12345), percentText(1), percentText(null)]).toEqual(["12.3%", "100%", "–"]);
});
