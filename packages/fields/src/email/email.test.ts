import { exampleField } from "@mortise/testing";
import { expect, test } from "vitest";
import { emailField } from "./index.ts";

test.each([
  [" Zhang.Wei@Example.COM ", "zhang.wei@example.com"],
  ["ｚｗ＠example.com", "zw@example.com"],
  ["mailto:a@b.cn", "a@b.cn"],
  ["张伟 <zw@example.com>", "zw@example.com"],
  ["销售@例子.中国", "销售@例子.中国"],
  ["a@b", undefined],
  ["a b@example.com", undefined],
  ["a@example..com", undefined],
  [".a@example.com", undefined],
])("reads %s as %s", (text, value) => {
  const result = emailField.parse(text, exampleField(emailField));
  expect(result.ok ? result.value : undefined).toBe(value);
});
