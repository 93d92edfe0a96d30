import type { SqlFragment } from "@mortise/expression";
import { searchPredicate } from "../../schema/search-text.ts";
import { searchFields } from "../../search/search-fields.ts";
import type { ModelField } from "../model/model-field.ts";
import { isAlwaysClear, isClear } from "../permission/field-guard.ts";
import { atLeastSql } from "../permission/limit-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { queryInvalid } from "../record-errors.ts";
import { allOf, fragmentSql, type Sql } from "../sql-text.ts";

const MAX_KEYWORD = 200;

/**
 * Stands in a keyword's fragment where a condition belongs that depends on who asks and not on the keyword: that these
 * fields are clear in the row.
 */
class InClear {
  readonly fields: readonly ModelField[];

  constructor(fields: readonly ModelField[]) {
    this.fields = fields;
  }
}

/**
 * The keyword condition over table `t`. An actor from whom a searchable field is withheld matches only on the fields
 * that are clear: finding nothing else is what keeps a hidden value from being guessed. A field that is clear in some
 * records matches in these.
 */
export function searchSql(access: RowAccess, keyword: string): Sql {
  return keywordSql(access, searchFragment(access, keyword), (value) => value);
}

/** A keyword's fragment as SQL, with `placeOf` saying what stands for each of its texts. */
export function keywordSql(
  access: RowAccess,
  { text, parameters }: SqlFragment,
  placeOf: (value: unknown, index: number) => unknown,
): Sql {
  return fragmentSql({
    text,
    parameters: parameters.map((value, index) =>
      value instanceof InClear
        ? allOf(value.fields.map(({ id }) => atLeastSql(access, id, "read")))
        : placeOf(value, index),
    ),
  });
}

/** The same as text with parameters: the text depends on the form of the keyword alone, on how many words and of what kind. */
export function searchFragment({ model, permission }: RowAccess, keyword: string): SqlFragment {
  if (typeof keyword !== "string" || keyword.length > MAX_KEYWORD || keyword.includes("\u0000")) {
    throw queryInvalid({ part: "search", reason: `≤ ${MAX_KEYWORD}` });
  }
  const searchable = model.columns.filter((field) => field.searchable);
  const over = (readable: readonly ModelField[]): SqlFragment =>
    searchPredicate(keyword.toWellFormed(), {
      alias: "t",
      searched: model.searched,
      ...(readable.length === searchable.length ? {} : { readable: searchFields(readable) }),
    });
  const readable = searchable.filter((field) => isAlwaysClear(permission, field.id));
  const partly = searchable.filter(({ id }) => isClear(permission, id) && permission.limits.has(id));
  const everywhere = over(readable);
  if (partly.length === 0) return everywhere;
  const there = over(searchable.filter((field) => readable.includes(field) || partly.includes(field)));
  return {
    text: `(${everywhere.text} or (? and ${there.text}))`,
    parameters: [...everywhere.parameters, new InClear(partly), ...there.parameters],
  };
}
