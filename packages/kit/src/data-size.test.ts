import { expect, test } from "vitest";
import { dataSizeText } from "./data-size.ts";

test.each([
  [0, "0 B"],
  [1_023, "1,023 B"],
  [1_536, "1.5 KB"],
  [20_480, "20 KB"],
  [5 * 2 ** 20, "5 MB"],
  [3.25 * 2 ** 30, "3.3 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(dataSizeText(bytes, "en")).toBe(text);
});
