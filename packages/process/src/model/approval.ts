import type { ApprovalMode } from "./effect.ts";
import type { Outcome } from "./run-state.ts";

/**
 * How the parts of one approval stand: to be dealt with, waiting for another part, dealt with, not needed any more, or
 * in somebody else's hands.
 */
export type PartStatus = "open" | "later" | "done" | "cancelled" | "passed";

/**
 * How a part came about after the approval was asked for: passed on 转交, added before 前加签, after 后加签, beside 并加签, or
 * asked for a word 委派 that comes back to who asked.
 */
export type PartOrigin = "passed" | "before" | "after" | "beside" | "word";

/** One person's part of an approval, as far as its rules go. */
export interface ApprovalPart {
  readonly id: string;
  readonly assignee: string;
  readonly status: PartStatus;
  readonly decision: Outcome | null;
  /** The part that must be dealt with first. */
  readonly waitsFor: string | null;
  /** The part from which this one was made. */
  readonly madeFrom: string | null;
  readonly origin: PartOrigin | null;
}

/** How many of several people must approve. */
export interface Voting {
  readonly mode: ApprovalMode;
  /** With `share`: how many percent must approve. */
  readonly share: number | null;
}

/** The part that came about otherwise than by being passed on, of which this one is the latest holder. */
function firstOf(part: ApprovalPart, parts: readonly ApprovalPart[]): ApprovalPart {
  let first = part;
  for (let steps = 0; first.origin === "passed" && steps < parts.length; steps += 1) {
    const { madeFrom } = first;
    const before = parts.find((other) => other.id === madeFrom);
    if (!before) break;
    first = before;
  }
  return first;
}

/** How a part came about, whoever holds it now: null when the flow asked for it by itself. */
export function roleOf(part: ApprovalPart, parts: readonly ApprovalPart[]): PartOrigin | null {
  return firstOf(part, parts).origin;
}

/** Whose words count now; `undefined` stands for a word that is still to come. */
function votes(parts: readonly ApprovalPart[]): readonly (Outcome | undefined)[] {
  const live = parts.filter((part) => part.status !== "cancelled" && part.status !== "passed");
  const isBadWord = (part: ApprovalPart): boolean =>
    part.decision === "rejected" || part.decision === "returned";
  return live
    .filter((part) => isBadWord(part) || !isSpokenFor(part, live, parts))
    .map((part) => part.decision ?? undefined);
}

/** Whoever was asked beforehand has no vote of their own, nor has who had somebody asked afterwards: the last word counts. */
function isSpokenFor(
  part: ApprovalPart,
  live: readonly ApprovalPart[],
  parts: readonly ApprovalPart[],
): boolean {
  const first = firstOf(part, parts);
  if (first.origin === "before" || first.origin === "word") return true;
  return live.some((other) => {
    const { origin, madeFrom } = firstOf(other, parts);
    const asker = parts.find((candidate) => candidate.id === madeFrom);
    return origin === "after" && asker !== undefined && firstOf(asker, parts).id === first.id;
  });
}

/**
 * What the words so far amount to; `open` while others must still speak. With `any` the first word settles it; with
 * `all` and `sequence` everybody must approve, and one "no" or "back" settles it; with `share` enough approvals do, or as
 * many refusals as make them impossible.
 */
export function settleApproval({ mode, share }: Voting, parts: readonly ApprovalPart[]): Outcome | "open" {
  const words = votes(parts);
  const given = words.filter((word) => word !== undefined);
  const negative = given.filter((word) => word === "rejected" || word === "returned");
  const [firstNegative] = negative;
  if (mode === "share") {
    const needed = Math.max(1, Math.ceil((words.length * (share ?? 100)) / 100));
    if (given.length - negative.length >= needed) return "approved";
    return firstNegative && words.length - negative.length < needed ? firstNegative : "open";
  }
  if (firstNegative) return firstNegative;
  const enough = mode === "any" ? given.length > 0 : given.length === words.length;
  return enough ? (given[0] ?? "open") : "open";
}

/** The parts whose turn it is now that the one they wait for has approved or is out of the way. */
export function turnsAfter(parts: readonly ApprovalPart[], part: string): readonly string[] {
  return parts
    .filter((other) => other.status === "later" && other.waitsFor === part)
    .map((other) => other.id);
}

/** Whether a part may be taken back by who added it: nobody has dealt with it. */
export function isAddedBy(part: ApprovalPart, parts: readonly ApprovalPart[], user: string | null): boolean {
  if (part.origin === null || part.origin === "passed") return false;
  if (part.status !== "open" && part.status !== "later") return false;
  return parts.some((other) => other.id === part.madeFrom && other.assignee === user);
}
