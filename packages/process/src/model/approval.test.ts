import { expect, test } from "vitest";
import { type ApprovalPart, isAddedBy, settleApproval, turnsAfter } from "./approval.ts";
import type { ApprovalMode } from "./effect.ts";
import type { Outcome } from "./run-state.ts";

function part(id: string, decision: Outcome | null = null, rest: Partial<ApprovalPart> = {}): ApprovalPart {
  const status = decision === null ? "open" : "done";
  return { id, assignee: id, status, decision, waitsFor: null, madeFrom: null, origin: null, ...rest };
}

function settled(mode: ApprovalMode, decisions: readonly (Outcome | null)[], share: number | null = null) {
  return settleApproval(
    { mode, share },
    decisions.map((decision, index) => part(`p${index}`, decision)),
  );
}

test("或签: the first word settles it", () => {
  expect(settled("any", [null, "approved"])).toBe("approved");
  expect(settled("any", ["rejected", null])).toBe("rejected");
  expect(settled("any", [null, null])).toBe("open");
});

test.for(["all", "sequence"] as const)(
  "%s: everybody must approve, and one negative word settles it",
  (mode) => {
    expect(settled(mode, ["approved", null])).toBe("open");
    expect(settled(mode, ["approved", "approved"])).toBe("approved");
    expect(settled(mode, [null, "returned"])).toBe("returned");
  },
);

test("票签: enough approvals settle it, and so do refusals that leave too few", () => {
  expect(settled("share", ["approved", "approved", null], 60)).toBe("approved");
  expect(settled("share", ["approved", "rejected", null], 60)).toBe("open");
  expect(settled("share", ["rejected", "rejected", null], 60)).toBe("rejected");
  expect(settled("share", ["rejected", null], 1)).toBe("open");
});

test("a part that was passed on or is not needed has no vote", () => {
  const parts = [part("a", null, { status: "passed" }), part("b", "approved", { origin: "passed" })];
  expect(settleApproval({ mode: "all", share: null }, parts)).toBe("approved");
});

test("前加签: who was asked beforehand does not decide by approving, but by refusing", () => {
  const before = (decision: Outcome) => [
    part("a", null, { status: "later", waitsFor: "c" }),
    part("c", decision, { origin: "before", madeFrom: "a" }),
  ];
  expect(settleApproval({ mode: "any", share: null }, before("approved"))).toBe("open");
  expect(settleApproval({ mode: "any", share: null }, before("rejected"))).toBe("rejected");
});

test("后加签: the word of who was asked afterwards counts", () => {
  const after = (decision: Outcome | null) => [
    part("a", "approved"),
    part("c", decision, { origin: "after", madeFrom: "a", waitsFor: "a" }),
  ];
  expect(settleApproval({ mode: "any", share: null }, after(null))).toBe("open");
  expect(settleApproval({ mode: "any", share: null }, after("rejected"))).toBe("rejected");
  expect(settleApproval({ mode: "any", share: null }, after("approved"))).toBe("approved");
});

test("when a part is dealt with it is the turn of those that wait for it", () => {
  const parts = [part("a", "approved"), part("b", null, { status: "later", waitsFor: "a" }), part("c")];
  expect(turnsAfter(parts, "a")).toEqual(["b"]);
});

test("减签: only who added a part takes it back, and only while nobody has dealt with it", () => {
  const added = part("c", null, { origin: "beside", madeFrom: "a" });
  expect(isAddedBy(added, [part("a"), added], "a")).toBe(true);
  expect(isAddedBy(added, [part("a"), added], "b")).toBe(false);
  expect(isAddedBy({ ...added, status: "done", decision: "approved" }, [part("a"), added], "a")).toBe(false);
  expect(isAddedBy(part("a"), [part("a"), added], "a")).toBe(false);
});
