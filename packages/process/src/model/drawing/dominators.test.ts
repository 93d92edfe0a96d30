import { expect, test } from "vitest";
import { dominance } from "./dominators.ts";

function ways(lines: Readonly<Record<string, readonly string[]>>) {
  return dominance("a", (id) => lines[id] ?? []);
}

test("what two branches lead to belongs to the step where they part", () => {
  const found = ways({ a: ["b"], b: ["c", "d"], c: ["e"], d: ["e"], e: ["f"] });
  expect(found.order).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(found.childrenOf("b")).toEqual(["c", "d", "e"]);
  expect(found.parentOf("f")).toBe("e");
  expect(found.parentOf("a")).toBeUndefined();
});

test("a line back to an earlier step changes nothing of that", () => {
  const found = ways({ a: ["b"], b: ["c"], c: ["b", "d"], d: ["a"] });
  expect(found.parentOf("c")).toBe("b");
  expect(found.parentOf("d")).toBe("c");
});

test("what can be reached around a step does not belong to it", () => {
  const found = ways({ a: ["b", "c"], b: ["d"], c: ["d", "e"], d: ["e"] });
  expect(found.parentOf("d")).toBe("a");
  expect(found.parentOf("e")).toBe("a");
});

test("two ways into a circle belong to the step before it", () => {
  const found = ways({ a: ["b", "c"], b: ["c"], c: ["b"] });
  expect(found.parentOf("b")).toBe("a");
  expect(found.parentOf("c")).toBe("a");
});
