import { plainText, windowLength } from "./search-windows.ts";

/** Words that must all be found; one way to meet a keyword. */
export interface Alternative {
  readonly words: readonly string[];
  /** Whether having the keys of the words means having the words: none is longer than a key. */
  readonly isExact: boolean;
}

const PHONE = /^[\d\s()+./\-–—]{3,}$/;
/** More keys than that make a long word no rarer. */
const MOST_KEYS = 8;

/**
 * The ways to meet a keyword: all of its words; for what looks like a telephone number also its digits alone, without
 * a country code or a leading zero. None when there is no word.
 */
export function searchAlternatives(keyword: string): readonly Alternative[] {
  const plain = plainText(keyword);
  const words = plain.split(/\s+/u).filter((word) => word !== "");
  if (words.length === 0) return [];
  return [words, ...phoneDigits(plain.trim()).map((digits) => [digits])].map((list) => ({
    words: list,
    isExact: list.every((word) => isShort(Array.from(word))),
  }));
}

function phoneDigits(text: string): readonly string[] {
  if (!PHONE.test(text)) return [];
  const digits = text.replace(/\D/g, "");
  const hasCode = /^(?:\+|00)\s*86/.test(text) || /^86\s*1\d{10}$/.test(text);
  const national = hasCode ? digits.replace(/^(?:00)?86/, "") : digits;
  return [...new Set([national, national.replace(/^0(?=\d{2})/, "")])].filter(
    (one) => one.length >= 3 && one !== text,
  );
}

/** The keys to look for, as a tsquery. */
export function tsqueryText(alternatives: readonly Alternative[]): string {
  return alternatives
    .map(({ words }) => words.flatMap((word) => wordKeys(Array.from(word))).join(" & "))
    .map((part) => (alternatives.length === 1 ? part : `(${part})`))
    .join(" | ");
}

function isShort(word: readonly string[]): boolean {
  return word.length <= windowLength(codeAt(word, 0));
}

function wordKeys(word: readonly string[]): readonly string[] {
  if (isShort(word)) return [`${quoted(word.join(""))}:*`];
  const keys = new Set<string>();
  for (let at = 0; at < word.length; at += 1) {
    const end = at + windowLength(codeAt(word, at));
    if (end <= word.length) keys.add(word.slice(at, end).join(""));
  }
  const all = [...keys];
  const step = Math.max(1, Math.ceil(all.length / MOST_KEYS));
  return all.filter((_, index) => index % step === 0).map(quoted);
}

function quoted(key: string): string {
  return `'${key.replace(/['\\]/g, "$&$&")}'`;
}

function codeAt(word: readonly string[], at: number): number {
  return word[at]?.codePointAt(0) ?? 0;
}
