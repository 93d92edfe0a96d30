import type { Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";

/**
 * A text that speaks of a record: `{amount}` stands for a value of it, which is kept beside the text as it was when the
 * text was written. What a reader is shown for it goes by the reader's rights.
 */
export interface QuotingText extends LocalizedText {
  /** Values by field. Absent in texts that quote nothing. */
  readonly quotes?: Readonly<Record<string, Value>>;
}

/** A field's value in a text: `{amount}`. */
export const QUOTE = /\{([a-z][a-z0-9_]*)\}/g;

/** What stands for a value that the reader may not see, or that is empty. */
export const UNSAID = "—";

/** The text with what `say` says for each quoted value; a text that quotes nothing as it is. */
export function sayQuotes(
  { zh, en, quotes }: QuotingText,
  say: (field: string, locale: "zh" | "en") => string | undefined,
): LocalizedText {
  if (!quotes) return { zh, en };
  const said = (text: string, locale: "zh" | "en"): string =>
    text.replace(QUOTE, (_quote, field: string) => say(field, locale) ?? UNSAID);
  return { zh: said(zh, "zh"), en: said(en, "en") };
}

/** The fields that a text names. */
export function fieldsInText(text: LocalizedText | undefined): readonly string[] {
  if (!text) return [];
  const found = [text.zh, text.en].flatMap((one) => [...one.matchAll(QUOTE)].map(([, field = ""]) => field));
  return [...new Set(found)];
}
