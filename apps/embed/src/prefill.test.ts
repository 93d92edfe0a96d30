import type { PublicFormField } from "@mortise/contract";
import { sameText } from "@mortise/kit";
import { expect, test } from "vitest";
import { prefillOf, parametersOf } from "./address.ts";
import { prefilled } from "./prefill.ts";

const options = [
  { key: "a", name: { zh: "甲", en: "First" } },
  { key: "b", name: { zh: "乙", en: "Second" } },
];
const field = (id: string, input: PublicFormField["input"]): PublicFormField => ({
  id,
  name: sameText(id),
  required: false,
  input,
});
const fields = [
  field("name", { kind: "input", type: "text", reads: "text" }),
  field("one", { kind: "select", reads: "value", options }),
  field("some", { kind: "multi-select", reads: "value", options }),
  field("agreed", { kind: "checkbox", reads: "value" }),
  field("region", { kind: "region", reads: "value", level: "city" }),
] as const;

test("a link fills controls in by what it says; what does not fit, or is not asked for, is left out", () => {
  const { open } = prefillOf(
    "?f.name=%E5%BC%A0%E4%B8%89&f.one=%E4%B9%99&f.some=a,Second&f.agreed=yes&f.region=3701&f.owner=x&f.__proto__=y",
  );
  expect(prefilled(fields, open)).toEqual({
    name: "张三",
    one: "b",
    some: ["a", "b"],
    agreed: true,
    region: "3701",
  });
  expect(prefilled(fields, { one: "c", region: "37<01", some: "zzz" })).toEqual({});
});

test("what a link fills in does not count as where the visitor comes from", () => {
  expect(parametersOf("?utm_source=a&f.name=b&signed=c&lang=en")).toEqual({ utm_source: "a" });
  expect(prefillOf("?signed=abc.def")).toEqual({ open: {}, signed: "abc.def" });
});
