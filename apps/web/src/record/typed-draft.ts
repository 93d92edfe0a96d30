import { isPlainObject } from "@mortise/kit";
import type { FormValues } from "@mortise/forms/react";

/** What somebody typed into the form of a new record and has not saved, as this browser keeps it. */
export interface TypedDraft {
  readonly at: string;
  readonly values: FormValues;
  /** Names of the people and records among the values. */
  readonly labels: Readonly<Record<string, string>>;
}

const PREFIX = "mortise.typed.";
const DAYS_KEPT = 7;
const DAY_MS = 86_400_000;

/** Whose draft of what: nobody else at the same browser is shown it. */
export interface DraftPlace {
  readonly user: string;
  readonly app: string;
  readonly entity: string;
}

const keyOf = ({ user, app, entity }: DraftPlace): string => `${PREFIX}${user}.${app}.${entity}`;

/** The draft that is kept; undefined when there is none, or none of the last seven days. */
export function readTyped(place: DraftPlace, now: Date): TypedDraft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(place)) ?? "null");
    if (!isPlainObject(kept) || !isPlainObject(kept["values"])) return undefined;
    const draft = kept as unknown as TypedDraft; // written by this module only
    return now.getTime() - Date.parse(draft.at) < DAYS_KEPT * DAY_MS ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft; nothing typed forgets it. A browser that keeps nothing is no reason to stop anybody. */
export function keepTyped(place: DraftPlace, draft: TypedDraft): void {
  if (Object.keys(draft.values).length === 0) return forgetTyped(place);
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(draft));
  } catch {
    // The place is full, or there is none: the form goes on without.
  }
}

/** Forgets a draft that was saved or given up. */
export function forgetTyped(place: DraftPlace): void {
  localStorage.removeItem(keyOf(place));
}

/** Forgets the drafts of everybody: who signs out leaves nothing behind. */
export function forgetAllTyped(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}
