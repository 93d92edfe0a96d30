import { parameter, type Sql, sql } from "../../sql/fragment.ts";
import type { CallTyping, OperatorDefinition } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import { readDay, readDaySql } from "../date/date-making.ts";
import { defineOperator, overText } from "../define.ts";

/** A resident identity number (GB 11643): six digits of place, eight of birthday, three of order, one to check. */
const WRITTEN = "^[0-9]{17}[0-9X]$";
const FORM = new RegExp(WRITTEN);

function ofText(kind: ValueKind): (call: CallTyping) => ValueKind {
  return (call) => {
    call.expect(0, "text");
    return kind;
  };
}

/** The text where it has the form, and NULL elsewhere. */
function numberSql(text: Sql): Sql {
  return sql`(CASE WHEN ${text} ~ ${parameter(WRITTEN, "text")} THEN ${text} END)`;
}

const birthday = defineOperator({
  id: "idBirthday",
  name: { zh: "身份证出生日期", en: "birthday in an identity number" },
  arity: [1, 1],
  formula: { names: ["IDBIRTHDAY"], zh: ["身份证生日"] },
  sentence: { zh: "身份证 {0} 的出生日期", en: "the birthday in identity number {0}" },
  type: ofText("date"),
  evaluate: (args) =>
    overText(args, (text) =>
      FORM.test(text) ? readDay(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`) : null,
    ),
  sql: ([text = sql`NULL::text`]) =>
    readDaySql(
      sql`regexp_replace(substr(${numberSql(text)}, 7, 8), '^(....)(..)(..)$', ${parameter("\\1-\\2-\\3", "text")})`,
    ),
});

const sex = defineOperator({
  id: "idSex",
  name: { zh: "身份证性别", en: "sex in an identity number" },
  arity: [1, 1],
  formula: { names: ["IDSEX"], zh: ["身份证性别"] },
  sentence: { zh: "身份证 {0} 的性别", en: "the sex in identity number {0}" },
  type: ofText("text"),
  evaluate: (args) =>
    overText(args, (text) => (FORM.test(text) ? (Number(text.charAt(16)) % 2 === 1 ? "男" : "女") : null)),
  sql: ([text = sql`NULL::text`]) =>
    sql`(CASE substr(${numberSql(text)}, 17, 1)::int % 2 WHEN 1 THEN '男' WHEN 0 THEN '女' END)`,
});

/** Operators on identity numbers. */
export const ID_NUMBER_OPERATORS: readonly OperatorDefinition[] = [birthday, sex];
