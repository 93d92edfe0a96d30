import { expect, test } from "vitest";
import { settleApproval } from "./approval.ts";

test("with 或签 the first word settles", () => {
  expect(settleApproval("any", [null, null])).toBe("open");
  expect(settleApproval("any", [null, "approved"])).toBe("approved");
  expect(settleApproval("any", ["rejected", null])).toBe("rejected");
});

test("with 会签 everybody must approve and one no settles", () => {
  expect(settleApproval("all", ["approved", null])).toBe("open");
  expect(settleApproval("all", ["approved", "approved"])).toBe("approved");
  expect(settleApproval("all", ["approved", "returned", null])).toBe("returned");
});
