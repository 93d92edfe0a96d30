import { expect, test } from "vitest";
import { addressProblem, sentValues, valueAt } from "./hook.ts";

const body = { contact: { name: "张三", phones: ["1", "2"] }, "a.b": 1, budget: 3.5, vip: true, note: null };

test("a value is found by its way, own properties only", () => {
  expect(valueAt(body, "contact.phones.1")).toBe("2");
  expect(valueAt(body, "contact.phones")).toEqual(["1", "2"]);
  expect(valueAt(body, "")).toBe(body);
  for (const path of [
    "contact.constructor",
    "__proto__",
    "contact.phones.length",
    "contact.nobody.x",
    "contact.phones.-1",
  ])
    expect(valueAt(body, path)).toBeUndefined();
});

test("what was sent is listed value by value, each with a way that leads to it", () => {
  const listed = sentValues(body);
  expect(listed.map(({ path }) => path)).toEqual([
    "contact.name",
    "contact.phones.0",
    "contact.phones.1",
    "budget",
    "vip",
    "note",
  ]);
  for (const { path, value } of listed) expect(valueAt(body, path)).toBe(value);
});

test("a very large or very deep message is listed in part", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(50)}1${"}".repeat(50)}`);
  expect(sentValues(deep)).toEqual([]);
  expect(sentValues(Array.from({ length: 1000 }, (_, index) => index))).toHaveLength(300);
});

test("addresses and networks", () => {
  for (const good of ["203.0.113.7", "10.0.0.0/8", "2001:db8::/32", "::1"])
    expect(addressProblem(good)).toBeUndefined();
  for (const bad of ["300.1.1.1", "10.0.0.0/40", "example.com", "", "10.0.0.1/8/8"])
    expect(addressProblem(bad)?.zh).toContain(bad);
});
