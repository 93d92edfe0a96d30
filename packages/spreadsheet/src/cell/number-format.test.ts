import { expect, test } from "vitest";
import { builtInFormatKind, formatKind } from "./number-format.ts";

test.each([
  ["General", "number"],
  ["G/通用格式", "number"],
  ["0.00E+00", "number"],
  ['#,##0.00" days"', "number"],
  ["[Red]0;[DBNum1]0", "number"],
  ["\\d0", "number"],
  ["_ * #,##0_ ;_ @_ ", "number"],
  ["yyyy-mm-dd", "date"],
  ['yyyy"年"m"月"d"日"', "date"],
  ["[$-804]aaaa;@", "number"],
  ["[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "date"],
  ["mmm", "date"],
  ["m/d/yy h:mm", "date"],
  ["h:mm AM/PM", "time"],
  ["mm:ss.0", "time"],
  ["[h]:mm:ss", "elapsed"],
  ["[mm]:ss", "elapsed"],
])("takes %s for a %s", (code, kind) => {
  expect(formatKind(code)).toBe(kind);
});

test("knows the built-in formats of Chinese Excel", () => {
  expect([14, 31, 32, 46, 57, 9].map(builtInFormatKind)).toEqual([
    "date",
    "date",
    "time",
    "elapsed",
    "date",
    "number",
  ]);
});
