import { exampleField } from "@mortise/testing";
import { expect, test } from "vitest";
import { urlField } from "./index.ts";

test.each([
  ["https://example.com/路径?x=1", "https://example.com/路径?x=1"],
  ["www.example.com", "https://www.example.com"],
  ["example.com:8080/a", "https://example.com:8080/a"],
  ["//example.com", "https://example.com"],
  ["javascript:alert(1)", undefined],
  ["ftp://example.com", undefined],
  ["example", undefined],
  ["http://a b.com", undefined],
])("reads %s as %s", (text, value) => {
  const result = urlField.parse(text, exampleField(urlField));
  expect(result.ok ? result.value : undefined).toBe(value);
});
