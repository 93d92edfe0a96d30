import { expect, test } from "vitest";
import { KeySet } from "./key-set.ts";

test("knows every key that was added and no other, however many there are", () => {
  const set = new KeySet();
  const keys = Array.from({ length: 20_000 }, (_none, index) => `key ${index}`);
  expect(keys.every((key) => set.add(key))).toBe(true);
  expect(keys.some((key) => set.add(key))).toBe(false);
  expect(keys.every((key) => set.has(key))).toBe(true);
  expect(keys.some((key) => set.has(`other ${key}`))).toBe(false);
});

test("numbers keys in the order they came", () => {
  const set = new KeySet();
  const keys = Array.from({ length: 5_000 }, (_none, index) => `key ${index * 7}`);
  for (const key of keys) set.add(key);
  expect(keys.map((key) => set.numberOf(key))).toEqual(keys.map((_key, index) => index));
  expect(set.numberOf("key 1")).toBeUndefined();
  expect(set.size).toBe(keys.length);
});
