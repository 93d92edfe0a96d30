import { canonicalJson, isPlainObject } from "./json.ts";

/** Characters beyond which the oldest steps are left out, so that the browser's storage lasts for several documents. */
const MOST_CHARACTERS = 1_000_000;

/** Steps that are always kept, however long they are. */
const LEAST_STEPS = 200;

/** A document with the steps that led to it and those that were taken back; plain data. */
export interface DocumentHistory<Document, Step> {
  readonly document: Document;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

/** The history of a document as text, for the time until the page is opened again. */
export function historyText<Document, Step>({
  document,
  past,
  future,
}: DocumentHistory<Document, Step>): string {
  const text = (steps: readonly Step[]) =>
    JSON.stringify({ document: canonicalJson(document), past: steps, future });
  const whole = text(past);
  return whole.length <= MOST_CHARACTERS ? whole : text(past.slice(-LEAST_STEPS));
}

/** The history that belongs to a document as it is now; undefined when it was changed elsewhere since, or the text is none. */
export function historyFrom<Document, Step>(
  text: string | null,
  document: Document,
): Pick<DocumentHistory<Document, Step>, "past" | "future"> | undefined {
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
