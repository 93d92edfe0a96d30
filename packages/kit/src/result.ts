import type { LocalizedText } from "./localized-text.ts";

/** An expected outcome that may fail with a reason a person can read. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: LocalizedText };

/** The good outcome. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The failed outcome with its reason. */
export function fail<T = never>(zh: string, en: string): Result<T> {
  return { ok: false, error: { zh, en } };
}
