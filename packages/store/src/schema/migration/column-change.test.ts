import { describe, expect, test } from "vitest";
import { canonicalType, growsInPlace } from "./column-change.ts";

describe("growsInPlace", () => {
  test.each([
    ["numeric(20,2)", "numeric(22,2)"],
    ["numeric(20,2)", "numeric"],
  ])("tells that %s becomes %s without touching a row", (from, to) => {
    expect(growsInPlace(from, to)).toBe(true);
  });

  test.each([
    ["numeric(20,2)", "numeric(22,4)"],
    ["numeric(20,4)", "numeric(20,2)"],
    ["numeric", "numeric(20,2)"],
    ["numeric(20,2)", "text"],
    ["text", "numeric"],
  ])("tells that %s does not become %s by itself", (from, to) => {
    expect(growsInPlace(from, to)).toBe(false);
  });
});

test("canonicalType spells a type as PostgreSQL does", () => {
  expect(["timestamptz", "numeric(20, 4)", "TEXT[]"].map(canonicalType)).toEqual([
    "timestamp with time zone",
    "numeric(20,4)",
    "text[]",
  ]);
});
