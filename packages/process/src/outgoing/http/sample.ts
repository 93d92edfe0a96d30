import { isPlainObject, type Json } from "@mortise/kit";

const LONGEST_TEXT = 200;
const MOST_ITEMS = 5;
const MOST_MEMBERS = 100;
const DEEPEST = 8;

/** An answer as it is kept to choose from: all its names, long texts and lists cut short. */
export function shrinkSample(value: Json, depth = 0): Json {
  if (typeof value === "string")
    return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value))
    return value.slice(0, MOST_ITEMS).map((item: Json) => shrinkSample(item, depth + 1));
  if (!isPlainObject(value)) return null;
  const members = Object.entries(value).slice(0, MOST_MEMBERS);
  return Object.fromEntries(members.map(([name, item]) => [name, shrinkSample(item, depth + 1)]));
}

const MOST_DIGITS = 15;

/** Reads JSON so that no number loses digits and nothing is in it that the database refuses; undefined when it is none. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) => {
      if (typeof value === "string") return cleanText(value);
      if (isPlainObject(value)) return cleanNames(value);
      const source = context?.source;
      const isLong =
        typeof value === "number" && source !== undefined && source.replace(/\D/g, "").length > MOST_DIGITS;
      return isLong ? source : value;
    }) as Json; // what is read from JSON is JSON
  } catch {
    return undefined;
  }
}

function cleanNames(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = Object.keys(value);
  if (names.every((name) => cleanText(name) === name)) return value;
  return Object.fromEntries(names.map((name) => [cleanText(name), value[name]]));
}

/** A text without what databases and screens cannot hold: NUL, halves of letters. */
export function cleanText(text: string): string {
  return text.replaceAll("\0", "\uFFFD").toWellFormed();
}
