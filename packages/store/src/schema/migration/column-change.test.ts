import { describe, expect, test } from "vitest";
import { bestCast, canonicalType, safeCast } from "./column-change.ts";

describe("safeCast", () => {
  test.each([
    ["numeric(20,2)", "numeric(22,4)"],
    ["numeric(20,2)", "numeric"],
    ["numeric(20,2)", "text"],
    ["date", "text"],
    ["text", "text[]"],
    ["uuid", "uuid[]"],
  ])("turns %s into %s", (from, to) => {
    expect(safeCast("f", from, to)).toBeDefined();
  });

  test.each([
    ["numeric(20,4)", "numeric(20,2)"],
    ["numeric(20,2)", "numeric(20,4)"],
    ["numeric", "numeric(20,2)"],
    ["text", "numeric(20,2)"],
    ["text[]", "text"],
    ["date", "timestamp with time zone"],
    ["text", "uuid"],
  ])("refuses to turn %s into %s", (from, to) => {
    expect(safeCast("f", from, to)).toBeUndefined();
  });
});

describe("bestCast", () => {
  test("gives null where nothing fits", () => {
    expect(bestCast("f", "boolean", "date")).toBe("null::date");
  });

  test("takes the first of a list", () => {
    expect(bestCast("f", "text[]", "text")).toBe(`"f"[1]`);
  });
});

test("canonicalType spells a type as PostgreSQL does", () => {
  expect(["timestamptz", "numeric(20, 4)", "TEXT[]"].map(canonicalType)).toEqual([
    "timestamp with time zone",
    "numeric(20,4)",
    "text[]",
  ]);
});
