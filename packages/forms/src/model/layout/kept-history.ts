import { canonicalJson, isPlainObject } from "@mortise/kit";
import type { FormDocument } from "@mortise/metadata";
import type { EditHistory, FormEditing } from "./form-editing.ts";

/** Characters beyond which the oldest steps are left out, so that the browser's storage lasts for several forms. */
const MOST_CHARACTERS = 1_000_000;

/** Steps that are always kept, however long they are. */
const LEAST_STEPS = 200;

/** The history of a form as text, for the time until the page is opened again. */
export function historyText({ document, past, future }: FormEditing): string {
  const text = (steps: typeof past) =>
    JSON.stringify({ document: canonicalJson(document), past: steps, future });
  const whole = text(past);
  return whole.length <= MOST_CHARACTERS ? whole : text(past.slice(-LEAST_STEPS));
}

/** The history that belongs to a form as it is now; undefined when it was changed elsewhere since, or the text is none. */
export function historyFrom(text: string | null, document: FormDocument): EditHistory | undefined {
  if (!text) return undefined;
  try {
    const kept: unknown = JSON.parse(text);
    if (!isPlainObject(kept) || kept["document"] !== canonicalJson(document)) return undefined;
    if (!Array.isArray(kept["past"]) || !Array.isArray(kept["future"])) return undefined;
    // `historyText` wrote it for the very same document.
    return { past: kept["past"], future: kept["future"] };
  } catch {
    return undefined;
  }
}
