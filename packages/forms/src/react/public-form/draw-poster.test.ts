import { expect, test } from "vitest";
import { readableOn, wrapped } from "./draw-poster.ts";

const within = (most: number) => (part: string) => [...part].length <= most;

test("lines break between words and anywhere in Chinese, and nothing is lost", () => {
  expect(wrapped("Leave your details at our stand", within(12))).toEqual([
    "Leave your",
    "details at",
    "our stand",
  ]);
  expect(wrapped("济南工业展览会留资", within(4))).toEqual(["济南工业", "展览会留", "资"]);
  expect(wrapped("扫码 Mortise 榫卯", within(10)).join("").replaceAll(" ", "")).toBe("扫码Mortise榫卯");
  expect(wrapped("", within(4))).toEqual([]);
});

test("text on a colour is read", () => {
  expect(readableOn("#17695f")).toBe("#ffffff");
  expect(readableOn("#ffd60a")).toBe("#1c2422");
});
