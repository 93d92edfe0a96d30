import { initialVariants } from "./initials.ts";
import type { SearchFields } from "./search-fields.ts";
import { addWindows, plainText, SEARCHED_LENGTH } from "./search-windows.ts";

/**
 * What the column of keyword search holds for a record, as text of a tsvector. The database's `mortise.search_keys`,
 * which serves rows that other tools write, gives the same; here it costs less.
 */
export function searchVector(values: Readonly<Record<string, unknown>>, fields: SearchFields): string {
  const keys = new Set<string>();
  const names = new Set(fields.names);
  for (const field of fields.words) {
    const text = textOf(values[field]);
    if (text === "") continue;
    const plain = plainText(text);
    for (const word of wordsOf(plain)) addWindows(word, keys);
    if (!names.has(field)) continue;
    for (const variant of initialVariants(plain)) for (const word of wordsOf(variant)) addWindows(word, keys);
  }
  for (const field of fields.digits) {
    for (const number of digitsOf(textOf(values[field]))) addWindows(number, keys);
  }
  return vectorText(keys);
}

/** Runs of digits of a telephone number; a Chinese mobile number is searched without its country code. */
function digitsOf(text: string): readonly string[] {
  return text.replace(/^\+86(?=1\d{10})/, "").match(/\d+/g) ?? [];
}

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : "";
  return text.length > SEARCHED_LENGTH ? Array.from(text).slice(0, SEARCHED_LENGTH).join("") : text;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u);
}

function vectorText(keys: ReadonlySet<string>): string {
  let text = "";
  for (const key of keys) text += `'${/['\\]/.test(key) ? key.replace(/['\\]/g, "$&$&") : key}' `;
  return text;
}
