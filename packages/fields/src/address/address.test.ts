import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { guessFieldType } from "../guess-type.ts";
import { maskedText } from "../mask.ts";
import { addressField } from "./index.ts";

const field = exampleField(addressField, { settings: { level: "county" } });
const read = (text: string, of = field) => addressField.fromText(text, of, fieldContext());

test.each([
  ["山东省济南市历下区经十路17703号", "370102 经十路17703号"],
  ["山东省 济南市 历下区 经十路 17703 号", "370102 经十路 17703 号"],
  ["济南市历下区泉城路1号", "370102 泉城路1号"],
  ["北京市朝阳区朝阳北路101号", "110105 朝阳北路101号"],
  ["370102 经十路", "370102 经十路"],
])("reads %s as %s", (text, value) => {
  expect(read(text)).toEqual({ ok: true, value });
});

test("takes its parts from programs", () => {
  expect(addressField.parse({ region: "370102", detail: " 经十路 " }, field)).toEqual({
    ok: true,
    value: "370102 经十路",
  });
  expect(addressField.parse({}, field)).toEqual({ ok: true, value: null });
});

test("says which part is missing", () => {
  expect(addressField.parse("370102", field)).toMatchObject({ error: { zh: "请填写详细地址" } });
  expect(addressField.parse({ detail: "经十路" }, field)).toMatchObject({
    error: { en: "Choose the region" },
  });
  expect(read("火星第一大道")).toMatchObject({ error: { zh: "“火星第一大道”里没有找到省市区" } });
  const exact = exampleField(addressField, { settings: { level: "county", exact: true } });
  expect(addressField.parse("37 泉城路", exact)).toMatchObject({
    error: { zh: "请选到区县一级，现在只到省" },
  });
});

test("shows the region but not the street under masked access", () => {
  expect(maskedText(addressField, "370102 经十路 1 号", field, fieldContext())).toMatch(
    /^山东省济南市历下区 \*+$/,
  );
});

test("is told from regions in a spreadsheet", () => {
  expect(guessFieldType(["山东省济南市历下区经十路1号", "北京市朝阳区朝阳北路2号"], "地址").type).toBe(
    "address",
  );
  expect(guessFieldType(["山东省济南市历下区", "北京市朝阳区"], "地址").type).toBe("region");
});
