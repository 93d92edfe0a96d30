import type { SqlFragment } from "@mortise/expression";
import type { SearchFields } from "../search/search-fields.ts";
import { type Alternative, searchAlternatives, tsqueryText } from "../search/search-query.ts";
import { SEARCHED_LENGTH } from "../search/search-windows.ts";
import { quoteIdentifier } from "./names.ts";

/** How a keyword is matched. */
export interface SearchOptions {
  /** Alias of the entity table in the query. */
  readonly alias?: string;
  /** All searched fields of the entity. */
  readonly searched: SearchFields;
  /**
   * The searched fields the reader may see in clear, when these are not all of them: a match must then be found in
   * them too, so that a hidden value cannot be guessed by searching.
   */
  readonly readable?: SearchFields;
}

/**
 * The condition that a row holds every word of a keyword; words are separated by white space. A keyword without any
 * word matches every row; a reader without readable columns finds nothing.
 *
 * It looks into the column `search`, a tsvector of short pieces of the searched text, see `windowLength`: one GIN index
 * finds pieces of any length from one character on by the beginnings of keys. Pieces longer than a key, and those of
 * readers from whom a field is withheld, are looked for in the text itself as well. Rows whose keys are still to be
 * made are few or none; they are found by their text through an index of their own.
 *
 * @example
 * searchPredicate("青岛 海尔", { alias: "t", searched: model.searched });
 */
export function searchPredicate(keyword: string, options: SearchOptions): SqlFragment {
  const alternatives = searchAlternatives(keyword);
  if (alternatives.length === 0) return { text: "true", parameters: [] };
  const { searched, readable = searched } = options;
  if (readable.words.length + readable.digits.length === 0) return { text: "false", parameters: [] };
  const prefix = options.alias === undefined ? "" : `${quoteIdentifier(options.alias)}.`;
  const text = textMatches(alternatives, readable, prefix);
  const keys: SqlFragment = {
    text: `${prefix}"search" @@ ?::tsquery`,
    parameters: [tsqueryText(alternatives)],
  };
  const isExact = options.readable === undefined && alternatives.every(({ isExact }) => isExact);
  return isExact
    ? {
        text: `(${keys.text} or (${prefix}"search" is null and ${text.text}))`,
        parameters: [...keys.parameters, ...text.parameters],
      }
    : {
        text: `((${keys.text} or ${prefix}"search" is null) and ${text.text})`,
        parameters: [...keys.parameters, ...text.parameters],
      };
}

/** The condition that the text itself holds every word of a keyword, for tables so small that they need no keys. */
export function textPredicate(keyword: string, fields: SearchFields, alias: string): SqlFragment {
  const alternatives = searchAlternatives(keyword);
  if (alternatives.length === 0) return { text: "true", parameters: [] };
  return textMatches(alternatives, fields, `${quoteIdentifier(alias)}.`);
}

/** SQL that gives the keys of a row; `prefix` stands before its columns. */
export function keysExpression({ words, names, digits }: SearchFields, prefix: string): string {
  const texts = (columns: readonly string[]) =>
    columns.map((column) => `left(${prefix}${quoteIdentifier(column)}, ${SEARCHED_LENGTH})`);
  const joined = (columns: readonly string[]) => (columns.length === 0 ? "''" : lines(texts(columns)));
  const variants = ["'{}'::text[]", ...texts(names).map((text) => `mortise.search_variants(${text})`)];
  return `mortise.search_keys(${joined(words)}, ${variants.join(" || ")}, ${joined(digits)})`;
}

/** What a trigger was made for, as text: another form is another trigger. */
export function searchForm({ words, names, digits }: SearchFields): string {
  return [words, names, digits].map((columns) => columns.join(",")).join(";");
}

function textMatches(
  alternatives: readonly Alternative[],
  fields: SearchFields,
  prefix: string,
): SqlFragment {
  const sources = {
    words: source("mortise.search_plain", fields.words, prefix),
    names: source("mortise.search_initials", fields.names, prefix),
    digits: source("mortise.search_digits", fields.digits, prefix),
  };
  const parameters: string[] = [];
  const wordText = (word: string): string => {
    const ways: string[] = [];
    const add = (expression: string | undefined, operator: string, pattern: string) => {
      if (expression === undefined) return;
      ways.push(`${expression} ${operator} ?::text`);
      parameters.push(pattern);
    };
    add(sources.words, "like", likePattern(word));
    if (/^[a-z0-9]+$/.test(word) && /[a-z]/.test(word)) add(sources.names, "~", initialsPattern(word));
    if (/^\d+$/.test(word)) add(sources.digits, "like", likePattern(word));
    return ways.length === 0 ? "false" : `(${ways.join(" or ")})`;
  };
  const parts = alternatives.map(({ words }) => `(${words.map(wordText).join(" and ")})`);
  return { text: `(${parts.join(" or ")})`, parameters };
}

function source(name: string, columns: readonly string[], prefix: string): string | undefined {
  if (columns.length === 0) return undefined;
  // Values are kept apart so that no match spans two of them.
  return `${name}(${lines(columns.map((column) => prefix + quoteIdentifier(column)))})`;
}

/** A function of PostgreSQL takes at most a hundred arguments. */
const MOST_ARGUMENTS = 90;

/** Texts as lines of one text; those that are null are left out. */
function lines(texts: readonly string[]): string {
  if (texts.length <= MOST_ARGUMENTS) return `concat_ws(E'\\n', ${texts.join(", ")})`;
  const groups = Array.from({ length: Math.ceil(texts.length / MOST_ARGUMENTS) }, (_, index) =>
    texts.slice(index * MOST_ARGUMENTS, (index + 1) * MOST_ARGUMENTS),
  );
  return lines(groups.map((group) => `nullif(${lines(group)}, '')`));
}

function likePattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** Two letters stand for each character: either may be the one that was typed. */
function initialsPattern(word: string): string {
  return `^(..)*?${Array.from(word, (letter) => `(${letter}.|.${letter})`).join("")}`;
}
