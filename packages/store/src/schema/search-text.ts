import type { SqlFragment } from "@mortise/expression";
import { quoteIdentifier } from "./names.ts";

/** How a keyword is matched. */
export interface SearchOptions {
  /** Alias of the entity table in the query. */
  readonly alias?: string;
  /**
   * The searchable columns the reader may see in clear, when these are not all of them: a match must then be found
   * in them too, so that a hidden value cannot be guessed by searching.
   */
  readonly readable?: readonly string[];
}

/**
 * The condition that a row holds every word of a keyword; words are separated by white space. A keyword without any
 * word matches every row; a reader without readable columns finds nothing.
 *
 * It looks into the column `search`, which a trigger on every entity table fills with the text of the searchable
 * fields on each insert and update: nobody else writes it. `mortise.search_text` writes every character beyond ASCII
 * twice with a space between (青岛港 becomes `青 青岛 岛港 港`): each neighbouring pair is a word, each character
 * begins one. So one trigram index finds single Chinese characters, pairs in a few milliseconds among a million rows,
 * and longer words as chains of pairs, while numbers and Latin words keep their own trigrams. The index knows letters
 * beyond ASCII only in a database whose LC_CTYPE does.
 *
 * @example
 * searchPredicate("青岛 海尔", { alias: "t" });
 */
export function searchPredicate(keyword: string, options: SearchOptions = {}): SqlFragment {
  // Normalised before wildcards are escaped: NFKC turns full-width ％ into %.
  const words = keyword
    .normalize("NFKC")
    .split(/\s+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return { text: "true", parameters: [] };
  const prefix = options.alias === undefined ? "" : `${quoteIdentifier(options.alias)}.`;
  const sources = [`${prefix}"search"`];
  if (options.readable) {
    if (options.readable.length === 0) return { text: "false", parameters: [] };
    sources.push(searchExpression(options.readable.map((column) => prefix + quoteIdentifier(column))));
  }
  const patterns = words.map((word) => word.replace(/[\\%_]/g, String.raw`\$&`));
  return {
    // The function is immutable: it is folded into a constant, so the index serves.
    text: sources
      .flatMap((source) => words.map(() => `${source} like mortise.search_pattern(?)`))
      .join(" and "),
    parameters: sources.flatMap(() => patterns),
  };
}

/** Of a long text, so many characters are searched: a text of megabytes must not make its index entry as large. */
const SEARCHED_CHARACTERS = 20_000;

/** SQL that gives the searched text of some columns; values are kept apart so that no match spans two of them. */
export function searchExpression(columns: readonly string[]): string {
  const texts = columns.map((column) => `left(${column}, ${SEARCHED_CHARACTERS})`);
  return `mortise.search_text(concat_ws(E'\\n', ${texts.join(", ")}))`;
}
