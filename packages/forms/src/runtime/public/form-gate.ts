import { createHash, timingSafeEqual } from "node:crypto";
import type { PublicGate } from "@mortise/contract";
import type { AppError } from "@mortise/kit";
import type { PublicAccess } from "@mortise/metadata";
import { isFull, type JournalDb } from "@mortise/store";
import {
  formFull,
  formOpensLater,
  formOver,
  formPasswordNeeded,
  submissionEnded,
  submissionSettled,
} from "../../errors.ts";
import type { OpenForm } from "./open-form.ts";

/** A visitor at the door of a form. */
export interface Visit {
  readonly now: Date;
  readonly password: string | undefined;
}

/** What keeps a visitor from filling in a form now; undefined when nothing does. */
export async function gateOf(
  db: JournalDb,
  { app, form }: OpenForm,
  { now, password }: Visit,
): Promise<PublicGate | undefined> {
  const access = form.public?.access ?? {};
  const closed = closedBy(access, now);
  if (closed) return closed;
  const { total } = access;
  if (total !== undefined && (await isFull(db, { app, form: form.id, total }))) return { reason: "full" };
  return lockedBy(access, password);
}

/** The gate before a form with a password, for whoever does not know it. */
export function lockedBy(access: PublicAccess, password: string | undefined): PublicGate | undefined {
  if (access.password === undefined || isSame(access.password, password ?? "")) return undefined;
  return { reason: "password", wrong: password !== undefined };
}

/** The gate before a form that is not open yet, or no more. */
export function closedBy({ opensAt, closesAt }: PublicAccess, now: Date): PublicGate | undefined {
  if (opensAt !== undefined && now.getTime() < Date.parse(opensAt))
    return { reason: "later", opensAt, opensInMs: Date.parse(opensAt) - now.getTime() };
  if (closesAt !== undefined && now.getTime() >= Date.parse(closesAt)) return { reason: "over" };
  return undefined;
}

/** The refusal of answers that come although the form does not take them. */
export function refusalOf({ reason }: PublicGate): AppError {
  return REFUSALS[reason]();
}

const REFUSALS: Readonly<Record<PublicGate["reason"], () => AppError>> = {
  later: () => formOpensLater(),
  over: () => formOver(),
  full: () => formFull(),
  password: () => formPasswordNeeded(),
  ended: () => submissionEnded(),
  settled: () => submissionSettled(),
};

/** Takes as long for a wrong password as for a right one. */
function isSame(password: string, given: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(password), hash(given));
}
