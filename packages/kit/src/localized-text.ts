import { isPlainObject } from "./json.ts";

/** The languages of the product. Every text a person can see exists in each of them. */
export const LOCALES = ["zh", "en"] as const;

/** One of the product's languages. */
export type Locale = (typeof LOCALES)[number];

/** A text in all languages; an empty string in one falls back to the other when shown. */
export interface LocalizedText {
  readonly zh: string;
  readonly en: string;
}

/** Picks the text of a locale, falling back to the other language rather than showing nothing. */
export function localize(text: LocalizedText, locale: Locale): string {
  return text[locale] || text.zh || text.en;
}

/** Makes a text that reads the same in both languages: user-typed names, codes. */
export function sameText(text: string): LocalizedText {
  return { zh: text, en: text };
}

/** Tells whether a value is a text in all languages. */
export function isLocalizedText(value: unknown): value is LocalizedText {
  return isPlainObject(value) && LOCALES.every((locale) => typeof value[locale] === "string");
}

/**
 * Replaces `{name}` places with values; a place without a value stays visible so that it is noticed.
 * `{n:record|records}` gives the first word when the value of `n` is one, the second otherwise.
 */
export function fillText(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(PLACE, (place, name: string, one?: string, many?: string) => {
    if (!Object.hasOwn(values, name)) return place;
    const value = String(values[name]);
    if (one === undefined || many === undefined) return value;
    return value === "1" ? one : many;
  });
}

const PLACE = /\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}/g;

/** A number with what is counted, in English: `1 record`, `3 records`. Templates write `{n:record|records}` instead. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Names one after the other, as the language writes a list. */
export function listText(names: readonly string[], locale: Locale): string {
  return names.join(locale === "zh" ? "、" : ", ");
}

/** Chooses the supported locale that an `Accept-Language` header or browser tag asks for; Chinese by default. */
export function matchLocale(tag: string | undefined): Locale {
  const first = tag?.split(",")[0]?.trim().toLowerCase() ?? "";
  return first.startsWith("en") ? "en" : "zh";
}
