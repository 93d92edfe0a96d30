import { exampleField, fieldContext } from "@mortise/testing";
import { LOCALES } from "@mortise/kit";
import { expect, test } from "vitest";
import { division, regionChildren, regionPath, regionText, shortName, shortRegionText } from "./division.ts";
import { findRegion } from "./find-region.ts";
import { regionField } from "./index.ts";

test.each([
  ["山东省济南市历下区", "370102"],
  ["山东/济南", "3701"],
  ["济南", "3701"],
  ["济南市", "3701"],
  ["Jinan", "3701"],
  ["Shandong / Jinan", "3701"],
  ["中国 山东 青岛", "3702"],
  ["370100", "3701"],
  ["北京市市辖区东城区", "110101"],
  ["北京市北京市朝阳区", "110105"],
  ["北京", "11"],
  ["北京市/北京市", "1101"],
  ["内蒙古呼和浩特", "1501"],
  ["西藏", "54"],
  ["恩施州", "4228"],
  ["湖北省省直辖县级行政区划潜江市", "429005"],
  ["吉林", "22"],
  ["吉林市", "2202"],
  ["浦东", "310115"],
  ["朝阳区", undefined],
  ["火星", undefined],
  ["", undefined],
])("finds %s as %s", (text, code) => {
  expect(findRegion(text)).toBe(code);
});

test("reads back the text of every division in both languages", () => {
  const lost: string[] = [];
  const visit = (code?: string): void => {
    for (const item of regionChildren(code)) {
      for (const locale of LOCALES)
        if (findRegion(regionText(item.code, locale)) !== item.code) lost.push(item.code);
      visit(item.code);
    }
  };
  visit();
  expect(lost).toEqual([]);
});

test("knows all provinces and leaves implied levels out of a path", () => {
  expect(regionChildren()).toHaveLength(34);
  expect(regionPath("110105").map((item) => item.zh)).toEqual(["北京市", "朝阳区"]);
  expect(regionPath("429004").map((item) => item.zh)).toEqual(["湖北省", "仙桃市"]);
  expect(regionPath("999999")).toEqual([]);
  expect(division("37")?.en).toBe("Shandong");
});

test.each([
  ["370102", "济南市/历下区"],
  ["3701", "济南市"],
  ["37", "山东省"],
  ["110105", "北京市/朝阳区"],
  ["429004", "湖北省/仙桃市"],
  ["999999", "999999"],
])("names %s in a cell as %s", (code, text) => {
  expect(shortRegionText(code, "zh")).toBe(text);
});

test.each([
  ["山东省", "山东"],
  ["内蒙古自治区", "内蒙古"],
  ["西藏自治区", "西藏"],
  ["恩施土家族苗族自治州", "恩施"],
  ["新疆维吾尔自治区", "新疆"],
  ["香港特别行政区", "香港"],
  ["沙县", "沙县"],
])("calls %s %s", (official, short) => {
  expect(shortName(official)).toBe(short);
});

test("cuts imported texts to its level but refuses deeper codes", () => {
  const city = exampleField(regionField, { settings: { level: "city" } });
  expect(regionField.fromText("山东省济南市历下区", city, fieldContext())).toEqual({
    ok: true,
    value: "3701",
  });
  expect(regionField.parse("370102", city)).toMatchObject({ error: { zh: "只需精确到市" } });
});

test("can insist on the last level", () => {
  const exact = exampleField(regionField, { settings: { level: "county", exact: true } });
  expect(regionField.parse("3701", exact)).toMatchObject({ error: { zh: "请选到区县一级，现在只到市" } });
  expect(regionField.parse("370102", exact).ok).toBe(true);
  expect(regionField.parse("4419", exact).ok).toBe(true);
});
