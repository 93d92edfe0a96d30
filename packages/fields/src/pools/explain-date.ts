import { dueAfter, type WorkPlace } from "@mortise/expression";
import type { RecycleRule } from "@mortise/metadata";

/**
 * Why a record is taken back when it is: its time with the owner is over, a follow-up put it off so far, the longest time
 * ends, protection held it, or a change of rules or values gave a grace.
 */
export type DateReason = "after" | "renewed" | "longest" | "protected" | "grace";

/** A date and what it was worked out from. */
export interface DatedHold {
  readonly at: Date;
  readonly since: Date;
  /** The last counted follow-up. */
  readonly renewed: Date | null;
  readonly protectedUntil: Date | null;
}

/** Which part of a rule gave the date that holds for a record. */
export function explainDate(
  rule: RecycleRule,
  { at, since, renewed, protectedUntil }: DatedHold,
  place: WorkPlace,
): DateReason {
  const is = (date: Date | null | undefined): boolean => date?.getTime() === at.getTime();
  const dueFrom = (time: string | undefined, from: Date | null): Date | undefined =>
    time === undefined || from === null ? undefined : dueAfter(time, from, place);
  if (is(dueFrom(rule.after, since))) return "after";
  if (is(dueFrom(rule.renew, renewed))) return "renewed";
  if (is(dueFrom(rule.longest, since))) return "longest";
  return is(protectedUntil) ? "protected" : "grace";
}
