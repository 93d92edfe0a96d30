import { createHash, timingSafeEqual } from "node:crypto";
import type { PublicGate } from "@mortise/contract";
import type { AppError } from "@mortise/kit";
import type { PublicAccess } from "@mortise/metadata";
import { type EntrySpan, fullWithin, type JournalDb, type PlaceLimits, systemActor } from "@mortise/store";
import {
  formFull,
  formFullThisMonth,
  formFullToday,
  formOpensLater,
  formOutOfHours,
  formOver,
  formPasswordNeeded,
  submissionEnded,
  submissionSettled,
} from "../../errors.ts";
import { nextOpening } from "../../model/public/opening-hours.ts";
import { nextPeriod } from "../../model/public/next-period.ts";
import type { OpenForm } from "./open-form.ts";

/** A visitor at the door of a form. */
export interface Visit {
  readonly now: Date;
  readonly password: string | undefined;
}

/** What keeps a visitor from filling in a form now; undefined when nothing does. */
export async function gateOf(
  db: JournalDb,
  { app, form, counted }: OpenForm,
  { now, password }: Visit,
): Promise<PublicGate | undefined> {
  const access = form.public?.access ?? {};
  const closed = closedBy(access, now);
  if (closed) return closed;
  const within = await fullWithin(db, { app, form: form.id, at: now }, placesOf(access, counted));
  return within === undefined ? lockedBy(access, password) : fullGate(access, within, now);
}

/** How many submissions a form takes from everybody together, by the company's calendar. */
export function placesOf(
  { total, perDay, perMonth }: PublicAccess,
  counted: OpenForm["counted"],
): PlaceLimits {
  return {
    counted,
    timeZone: systemActor.timeZone,
    ...(total === undefined ? {} : { total }),
    ...(perDay === undefined ? {} : { perDay }),
    ...(perMonth === undefined ? {} : { perMonth }),
  };
}

/** The gate before a form without a place left; with the moment it is open again, if it is open again. */
export function fullGate(access: PublicAccess, within: EntrySpan, now: Date): PublicGate {
  if (within === "ever") return { reason: "full" };
  const { timeZone } = systemActor;
  const next = nextPeriod(within, now, timeZone);
  const opening = access.windows === undefined ? next : nextOpening(access.windows, next, timeZone);
  const { closesAt } = access;
  if (opening === undefined || (closesAt !== undefined && opening.getTime() >= Date.parse(closesAt)))
    return { reason: "full" };
  return {
    reason: within,
    opensAt: opening.toISOString(),
    opensInMs: opening.getTime() - now.getTime(),
  };
}

/** The gate before a form with a password, for whoever does not know it. */
export function lockedBy(access: PublicAccess, password: string | undefined): PublicGate | undefined {
  if (access.password === undefined || isSame(access.password, password ?? "")) return undefined;
  return { reason: "password", wrong: password !== undefined };
}

/** When something is open to visitors. */
export type OpenTimes = Pick<PublicAccess, "opensAt" | "closesAt" | "windows">;

/** The gate before what is not open yet, or no more, or not at this hour. */
export function closedBy({ opensAt, closesAt, windows }: OpenTimes, now: Date): PublicGate | undefined {
  if (closesAt !== undefined && now.getTime() >= Date.parse(closesAt)) return { reason: "over" };
  const isEarly = opensAt !== undefined && now.getTime() < Date.parse(opensAt);
  const since = isEarly ? new Date(opensAt) : now;
  const opening = windows === undefined ? since : nextOpening(windows, since, systemActor.timeZone);
  if (opening !== undefined && opening.getTime() <= now.getTime()) return undefined;
  const isNever =
    opening === undefined || (closesAt !== undefined && opening.getTime() >= Date.parse(closesAt));
  if (isNever) return { reason: "over" };
  const opensInMs = opening.getTime() - now.getTime();
  return { reason: isEarly ? "later" : "hours", opensAt: opening.toISOString(), opensInMs };
}

/** The refusal of answers that come although the form does not take them. */
export function refusalOf({ reason }: PublicGate): AppError {
  return REFUSALS[reason]();
}

const REFUSALS: Readonly<Record<PublicGate["reason"], () => AppError>> = {
  later: () => formOpensLater(),
  hours: () => formOutOfHours(),
  over: () => formOver(),
  full: () => formFull(),
  day: () => formFullToday(),
  month: () => formFullThisMonth(),
  password: () => formPasswordNeeded(),
  ended: () => submissionEnded(),
  settled: () => submissionSettled(),
};

/** Takes as long for a wrong password as for a right one. */
function isSame(password: string, given: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(password), hash(given));
}
