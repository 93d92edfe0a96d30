import { expect, test } from "vitest";
import { valueParsers } from "./value-parsers.ts";

const TIMESTAMPTZ = 1184;

test.each([
  ["2026-11-22 01:30:00+00", "2026-11-22T01:30:00.000Z"],
  ["2026-11-22 01:30:00.1+00", "2026-11-22T01:30:00.100Z"],
  ["2026-11-22 01:30:00.123456+00", "2026-11-22T01:30:00.123Z"],
  ["2026-11-22 09:30:00+08", "2026-11-22T01:30:00.000Z"],
])("the instant %s is %s", (text, instant) => {
  const parse = valueParsers.getTypeParser(TIMESTAMPTZ, "text") as (text: string) => unknown; // the driver's type says any
  expect(parse(text)).toBe(instant);
});
