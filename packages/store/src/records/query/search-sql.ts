import type { SqlFragment } from "@mortise/expression";
import { searchPredicate } from "../../schema/search-text.ts";
import { searchFields } from "../../search/search-fields.ts";
import { isAlwaysClear } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { queryInvalid } from "../record-errors.ts";
import { fragmentSql, type Sql } from "../sql-text.ts";

const MAX_KEYWORD = 200;

/**
 * The keyword condition over table `t`. An actor from whom a searchable field is withheld matches only on the fields
 * that are clear: finding nothing else is what keeps a hidden value from being guessed.
 */
export function searchSql(access: RowAccess, keyword: string): Sql {
  return fragmentSql(searchFragment(access, keyword));
}

/** The same as text with parameters: the text depends on the form of the keyword alone, on how many words and of what kind. */
export function searchFragment({ model, permission }: RowAccess, keyword: string): SqlFragment {
  if (typeof keyword !== "string" || keyword.length > MAX_KEYWORD || keyword.includes("\u0000")) {
    throw queryInvalid({ part: "search", reason: `≤ ${MAX_KEYWORD}` });
  }
  const searchable = model.columns.filter((field) => field.searchable);
  const readable = searchable.filter((field) => isAlwaysClear(permission, field.id));
  const options = {
    alias: "t",
    searched: model.searched,
    ...(readable.length === searchable.length ? {} : { readable: searchFields(readable) }),
  };
  return searchPredicate(keyword.toWellFormed(), options);
}
