import { sql } from "kysely";
import { searchAlternatives } from "../../search/search-query.ts";
import { plainText } from "../../search/search-windows.ts";
import type { ModelField } from "../model/model-field.ts";
import { isAlwaysClear } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { Sql } from "../sql-text.ts";

/** Besides the title, so many fields are looked at for a whole match. */
const MOST_FIELDS = 6;

/**
 * How well a row of table `t` meets a keyword: 0 the title is it, 1 another field is, 2 the title begins with it, 3 another
 * field does, 4 the title holds it, 5 it is found elsewhere. Only fields that are clear in every row play a part.
 */
export function rankSql(access: RowAccess, keyword: string): Sql {
  const { model, permission } = access;
  const clear = model.columns.filter((field) => field.searchable && isAlwaysClear(permission, field.id));
  const title = clear.filter((field) => field.id === model.entity.titleField);
  const others = clear.filter((field) => !title.includes(field)).slice(0, MOST_FIELDS);
  const whole = plainText(keyword).trim();
  const digits = searchAlternatives(keyword).at(-1)?.words.join("") ?? whole;
  const meets = (fields: readonly ModelField[], compare: (text: Sql, wanted: string) => Sql): Sql =>
    fields.length === 0
      ? sql`false`
      : sql`(${sql.join(
          fields.map((field) =>
            field.searchedAs === "digits"
              ? compare(sql`mortise.search_digits(t.${sql.id(field.id)})`, digits)
              : compare(sql`mortise.search_plain(t.${sql.id(field.id)})`, whole),
          ),
          sql` or `,
        )})`;
  const is = (text: Sql, wanted: string): Sql => sql`${text} = ${wanted}::text`;
  const begins = (text: Sql, wanted: string): Sql => sql`starts_with(${text}, ${wanted}::text)`;
  const holds = (text: Sql, wanted: string): Sql => sql`strpos(${text}, ${wanted}::text) > 0`;
  return sql`(case when ${meets(title, is)} then 0 when ${meets(others, is)} then 1
    when ${meets(title, begins)} then 2 when ${meets(others, begins)} then 3
    when ${meets(title, holds)} then 4 else 5 end)`;
}
