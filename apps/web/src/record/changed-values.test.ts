import { expect, test } from "vitest";
import { changedValues } from "./changed-values.ts";

test("only what was changed is sent, and clearing counts as a change", () => {
  const before = { name: "李雷", tags: ["a", "b"], note: "x" };
  expect(changedValues(before, { name: "李雷", tags: ["a", "b"], note: undefined })).toEqual({ note: null });
  expect(changedValues(before, { ...before, tags: ["b"] })).toEqual({ tags: ["b"] });
});
