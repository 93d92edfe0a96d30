import { localize, type LocalizedText } from "@mortise/kit";
import { QUOTED_PATH, UNSAID } from "@mortise/metadata";
import type { PrintWords } from "./printed-value.ts";
import { reachedValue } from "./reached-values.ts";

/** A text of a template with the record's values in it; what the reader may not see, or is empty, is a dash. */
export function printedText(text: LocalizedText | undefined, words: PrintWords): string {
  if (!text) return "";
  return localize(text, words.context.locale).replace(
    QUOTED_PATH,
    (_quote, path: string) => reachedValue(path, words)?.text || UNSAID,
  );
}
