import { expect, test } from "vitest";
import type { RoleDocument, RunRight } from "./documents/role.ts";
import { holdsRunRight, runRightOf } from "./run-right.ts";

function role(runs?: RunRight, builder = false): RoleDocument {
  const name = { zh: "角色", en: "Role" };
  return { kind: "role", id: "r", version: 1, name, builder, grants: {}, ...(runs ? { runs } : {}) };
}

test("several roles add up to the most of them; builders may do everything", () => {
  expect(runRightOf([])).toBeUndefined();
  expect(runRightOf([role()])).toBeUndefined();
  expect(runRightOf([role("see"), role("mend"), role()])).toBe("mend");
  expect(runRightOf([role("see"), role(undefined, true)])).toBe("pause");
});

test("a right holds those before it", () => {
  expect(holdsRunRight("mend", "see")).toBe(true);
  expect(holdsRunRight("mend", "pause")).toBe(false);
  expect(holdsRunRight(undefined, "see")).toBe(false);
});
