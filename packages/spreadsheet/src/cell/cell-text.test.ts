import { expect, test } from "vitest";
import { cellText } from "./cell-text.ts";
import type { CellValue } from "./cell-value.ts";

test.each<[CellValue, string]>([
  [null, ""],
  ["文本", "文本"],
  [1.5, "1.5"],
  [true, "TRUE"],
  [{ date: "2024-05-01T08:00:00" }, "2024-05-01 08:00:00"],
  [{ time: "08:00:00" }, "08:00:00"],
  [{ duration: 90_061 }, "25:01:01"],
  [{ error: "#DIV/0!" }, "#DIV/0!"],
])("shows %j as %s", (value, shown) => {
  expect(cellText(value)).toBe(shown);
});
