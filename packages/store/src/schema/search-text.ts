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
 * fields on each insert and update: nobody else writes it. `mortise.search_text` puts a space around every character
 * beyond ASCII, so that one trigram index finds words of a single Chinese character on while numbers and Latin words
 * keep their own trigrams. Measured on 200,000 leads: 32 MB beside 112 MB with stored bigrams, inserts in 60 % of the
 * time, the same search times.
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
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`);
  return {
    // The function is immutable: it is folded into a constant, so the index serves.
    text: sources.flatMap((source) => words.map(() => `${source} like mortise.search_text(?)`)).join(" and "),
    parameters: sources.flatMap(() => patterns),
  };
}

/** SQL that gives the searched text of some columns; values are kept apart so that no match spans two of them. */
export function searchExpression(columns: readonly string[]): string {
  return `mortise.search_text(concat_ws(E'\\n', ${columns.join(", ")}))`;
}
