import type { Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition } from "./documents/entity.ts";

/**
 * A text that speaks of a record: `{amount}` stands for a value of it, which is kept beside the text as it was when the
 * text was written. What a reader is shown for it goes by the reader's rights.
 */
export interface QuotingText extends LocalizedText {
  /** Values by field. Absent in texts that quote nothing. */
  readonly quotes?: Readonly<Record<string, Value>>;
  /** Of quoted values that are not the record's own: where they come from, and by whose rights they are shown. */
  readonly origins?: Readonly<Record<string, QuoteOrigin>>;
}

/** Where a quoted value comes from. */
export interface QuoteOrigin {
  /** The field in whose words it is said. */
  readonly field: FieldDefinition;
  readonly entity?: string;
  /** The record whose field it is: the text keeps no value of it. Absent for figures over many records. */
  readonly record?: string;
  /** Fields of that entity which the reader must be able to read. */
  readonly fields: readonly string[];
}

/** A field's value in a text: `{amount}`; what a step of a flow has left: `{$find.record.name}`. */
export const QUOTE = /\{([a-z][a-z0-9_]*|\$[A-Za-z0-9_-]+(?:\.[a-z0-9_]+)+)\}/g;

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
