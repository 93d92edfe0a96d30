import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import outlines from "./china-outlines.json" with { type: "json" };
import { mapChart } from "./index.ts";
import { mapOption, offTheMap } from "./option.ts";
import { provinceOf, provinces, provinceTiles } from "./provinces.ts";

const data = {
  chart: "map",
  dimensions: [{ field: "region", level: 2 }],
  points: [
    [["37"], "12"],
    [["11"], "3"],
    [["（未填写）"], "2"],
  ],
} as const;

test("both maps draw all 34 provinces, each in a place of its own", () => {
  const codes = provinces.map(({ code }) => code);
  expect(new Set(codes).size).toBe(34);
  expect(new Set(provinces.map(({ tile }) => tile.join())).size).toBe(34);
  const names = new Set(provinces.map(({ name }) => name.zh));
  expect(new Set(outlines.features.map(({ properties }) => properties.name))).toEqual(names);
  expect(new Set(provinceTiles().features.map(({ properties }) => properties.name))).toEqual(names);
});

test("provinces lead to their points; groups that are none are counted, not drawn", () => {
  const context = aContext(data);
  expect(mapOption(context)["series"]).toMatchObject([
    {
      map: "china",
      data: [
        { name: "南海诸岛", value: null },
        { name: "山东", value: 12, point: 0 },
        { name: "北京", value: 3, point: 1 },
      ],
    },
  ]);
  expect(offTheMap(context)).toBe(1);
  expect(provinceOf("370102")?.name.zh).toBe("山东");
});

test("a tooltip names the province in the reader's language, also one without records", () => {
  const option = mapOption(aContext({ ...data, locale: "en", settings: { shape: "tiles" } }));
  expect(option["series"]).toMatchObject([{ map: "china-tiles" }]);
  const { formatter } = option["tooltip"] as { formatter: (item: object) => string };
  expect(formatter({ name: "山东" })).toContain("Shandong");
  expect(formatter({ name: "西藏" })).toContain("–");
});

test("a map of cities is refused with what to do", () => {
  const { card } = aContext({ ...data, dimensions: [{ field: "region", level: 4 }] });
  expect(mapChart.check(card)).toMatchObject([{ path: "dimensions.0.level" }]);
});
