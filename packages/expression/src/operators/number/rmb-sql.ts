import { once, type Sql, sql } from "../../sql/fragment.ts";

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
/** Names of the 16 places before the point. */
const PLACES = "仟佰拾万仟佰拾亿仟佰拾万仟佰拾元";

/** What a run of noughts and the names of their places becomes, one rule after the other. */
const RULES: readonly (readonly [pattern: string, replacement: string])[] = [
  ["零[仟佰拾]", "零"],
  ["零+", "零"],
  ["亿零万", "亿零"],
  ["零([万亿])", "\\1"],
  ["零+", "零"],
  ["零元", "元"],
];

function replaced(text: Sql): Sql {
  return RULES.reduce(
    (before, [pattern, by]) => sql`regexp_replace(${before}, '${pattern}', '${by}', 'g')`,
    text,
  );
}

/** The whole part, whose digits are a text without noughts in front. */
function yuanSql(digits: Sql): Sql {
  const digit = sql`translate(substr(${digits}, place, 1), '0123456789', '${DIGITS}')`;
  const unit = sql`substr('${PLACES}', 16 - char_length(${digits}) + place, 1)`;
  const named = sql`(SELECT string_agg(${digit} || ${unit}, '' ORDER BY place) FROM generate_series(1, char_length(${digits})) AS place)`;
  return replaced(named);
}

/** `rmbUppercase` in SQL: an amount in Chinese capital numerals; NULL from 10^16 on. */
export function rmbUppercaseSql(amount: Sql): Sql {
  const rounded = sql`round(${amount}, 2)`;
  return once([rounded], ([value = rounded]) => {
    const size = sql`abs(${value})`;
    const [whole, cents] = [sql`trunc(${size})::text`, sql`right(${size}::text, 2)`];
    return once([whole, cents], ([digits = whole, places = cents]) => {
      const cent = (place: number): Sql =>
        sql`translate(substr(${places}, ${String(place)}, 1), '0123456789', '${DIGITS}')`;
      const yuan = sql`CASE WHEN ${digits} = '0' THEN '' ELSE ${yuanSql(digits)} END`;
      const jiao = sql`CASE WHEN left(${places}, 1) <> '0' THEN ${cent(1)} || '角' WHEN ${digits} = '0' THEN '' ELSE '零' END`;
      const fen = sql`CASE WHEN right(${places}, 1) <> '0' THEN ${cent(2)} || '分' ELSE '整' END`;
      const rest = sql`CASE WHEN ${places} = '00' THEN '整' ELSE ${jiao} || ${fen} END`;
      const minus = sql`CASE WHEN ${value} < 0 THEN '负' ELSE '' END`;
      return sql`(CASE WHEN ${size} >= 1e16 THEN NULL WHEN ${value} = 0 THEN '零元整' ELSE ${minus} || ${yuan} || ${rest} END)`;
    });
  });
}
