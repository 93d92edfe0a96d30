import type { PublicEditLink } from "@mortise/contract";
import { newId } from "@mortise/kit";
import type { Answers } from "./answers.ts";
import type { Submission } from "./form-api.ts";

/** What the device keeps between visits. Where it keeps nothing (private windows, full storage), the page works without. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing is lost but convenience.
  }
}

/** What this device calls itself to forms that limit how often a person may fill them in. */
export function deviceId(): string {
  const known = read("mortise-device");
  if (known !== null) return known;
  const id = newId();
  write("mortise-device", id);
  return id;
}

const draftKey = (slug: string): string => `mortise-draft/${slug}`;

/** Answers that were typed on this device and not sent. */
export function keptDraft(slug: string): Answers {
  return readAnswers(draftKey(slug));
}

/** Keeps what was typed so far; nothing typed keeps nothing. */
export function keepDraft(slug: string, answers: Answers): void {
  writeAnswers(draftKey(slug), answers);
}

const lastKey = (slug: string): string => `mortise-last/${slug}`;

/** What was sent last from this device, by a form that asks the device to remember it. */
export function lastAnswers(slug: string): Answers {
  return readAnswers(lastKey(slug));
}

/** Remembers what was sent; nothing forgets it. */
export function keepLast(slug: string, answers: Answers): void {
  writeAnswers(lastKey(slug), answers);
}

function readAnswers(key: string): Answers {
  try {
    const kept: unknown = JSON.parse(read(key) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Answers) : {}; // values of any kind, by field
  } catch {
    return {};
  }
}

function writeAnswers(key: string, answers: Answers): void {
  write(key, Object.keys(answers).length > 0 ? JSON.stringify(answers) : null);
}

const sentKey = (slug: string): string => `mortise-sent/${slug}`;

/** Remembers the private link to what was sent last from this device. */
export function keepSent(slug: string, link: PublicEditLink | undefined): void {
  write(sentKey(slug), link ? JSON.stringify(link) : null);
}

/** The private link to what was sent last from this device, while it may be changed. */
export function lastSent(slug: string): PublicEditLink | undefined {
  try {
    const kept = JSON.parse(read(sentKey(slug)) ?? "null") as PublicEditLink | null; // written by this page only
    return kept && Date.parse(kept.until) > Date.now() ? kept : undefined;
  } catch {
    return undefined;
  }
}

const passwordKey = (slug: string): string => `mortise-password/${slug}`;

/** The password that opened the form in this window; reloading the page does not ask for it again. */
export function keptPassword(slug: string): string | undefined {
  try {
    return sessionStorage.getItem(passwordKey(slug)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the password until the window is closed. */
export function keepPassword(slug: string, password: string): void {
  try {
    sessionStorage.setItem(passwordKey(slug), password);
  } catch {
    // It is asked for again.
  }
}

/** A submission that waits on the device for a connection. */
export interface Waiting {
  /** The idempotency key: however often it is sent, it makes one record. */
  readonly key: string;
  readonly submission: Submission;
  /** What stood in the controls, to be mended when the server refuses it. */
  readonly answers: Answers;
  readonly password?: string;
  /** Why the server did not take it. */
  readonly refused?: string;
}

const outboxKey = (slug: string): string => `mortise-outbox/${slug}`;

/** What waits on this device to be sent to a form, the oldest first. */
export function waitingOf(slug: string): readonly Waiting[] {
  try {
    const kept: unknown = JSON.parse(read(outboxKey(slug)) ?? "[]");
    return Array.isArray(kept) ? (kept as Waiting[]) : []; // written by this page only
  } catch {
    return [];
  }
}

/** Changes what waits, as it is now: another window may have sent some of it meanwhile. False when the device keeps nothing. */
export function changeWaiting(
  slug: string,
  change: (waiting: readonly Waiting[]) => readonly Waiting[],
): boolean {
  const next = change(waitingOf(slug));
  write(outboxKey(slug), next.length > 0 ? JSON.stringify(next) : null);
  return waitingOf(slug).length === next.length;
}
