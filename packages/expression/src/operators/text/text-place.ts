import { insideSql, once, type Sql, sql, textOrNullSql } from "../../sql/fragment.ts";
import type { Evaluate, OperatorDefinition } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import { Exact } from "../../values/number.ts";
import {
  isWithinLimit,
  LONGEST_TEXT,
  lowerAscii,
  sliceText,
  textLength,
  textOrNull,
} from "../../values/text.ts";
import { argument, defineOperator, overText } from "../define.ts";
import { characters, charactersSql, limitedSql, LONGEST_PLACE, textAt } from "./text-rules.ts";

function textOf(part: Evaluate, environment: Parameters<Evaluate>[0]): string | null {
  const cell = part(environment);
  return typeof cell === "string" ? cell : null;
}

const replace = defineOperator({
  id: "replace",
  name: { zh: "替换几个字", en: "with characters replaced" },
  arity: [4, 4],
  formula: { names: ["REPLACE"], zh: ["替换几个字"] },
  sentence: {
    zh: "{0} 从第 {1} 个起的 {2} 个字换成 {3}",
    en: "{0} with {2} characters from place {1} replaced by {3}",
  },
  type(call): ValueKind {
    call.expect(0, "text");
    call.expect(1, "number");
    call.expect(2, "number");
    call.expect(3, "text");
    return "text";
  },
  evaluate: (args) => {
    const [start, count, next] = [argument(args, 1), argument(args, 2), argument(args, 3)];
    return overText(args, (text, environment) => {
      const first = characters(start(environment));
      if (first < 1) return null;
      const tail = sliceText(text, first - 1 + characters(count(environment)));
      const made = sliceText(text, 0, first - 1) + (textOf(next, environment) ?? "") + tail;
      return isWithinLimit(made) ? textOrNull(made) : null;
    });
  },
  sql: (args) => {
    const start = sql`NULLIF(${charactersSql(textAt(args, 1))}, 0)`;
    const made = once([textAt(args, 0), start], ([text = textAt(args, 0), first = start]) => {
      const tail = sql`substr(${text}, ${first} + ${charactersSql(textAt(args, 2))})`;
      return sql`(left(${text}, ${first} - 1) || COALESCE(${textAt(args, 3)}, '') || ${tail})`;
    });
    return textOrNullSql(limitedSql(made));
  },
});

function substituted(text: string, old: string | null, next: string): string | null {
  if (old === null) return text;
  const pieces = text.split(old);
  const added = (pieces.length - 1) * (textLength(next) - textLength(old));
  return textLength(text) + added > LONGEST_TEXT ? null : textOrNull(pieces.join(next));
}

function substituteSql(args: readonly Sql[]): Sql {
  const operands = [textAt(args, 0), textAt(args, 1), sql`COALESCE(${textAt(args, 2)}, '')`];
  return once(operands, ([text = sql`NULL`, old = sql`NULL`, next = sql`''`]) => {
    const found = sql`(char_length(${text}) - char_length(replace(${text}, ${old}, ''))) / char_length(${old})`;
    const size = sql`char_length(${text}) + (${found})::bigint * (char_length(${next}) - char_length(${old}))`;
    return sql`(CASE WHEN ${old} IS NULL THEN ${text} WHEN ${size} <= ${String(LONGEST_TEXT)} THEN NULLIF(replace(${text}, ${old}, ${next}), '') END)`;
  });
}

const substitute = defineOperator({
  id: "substitute",
  name: { zh: "替换文本", en: "with text replaced" },
  arity: [3, 3],
  formula: { names: ["SUBSTITUTE"], zh: ["替换文本"] },
  sentence: { zh: "{0} 里的 {1} 换成 {2}", en: "{0} with {1} replaced by {2}" },
  type(call): ValueKind {
    call.expectAll("text");
    return "text";
  },
  evaluate: (args) => {
    const [old, next] = [argument(args, 1), argument(args, 2)];
    return overText(args, (text, environment) =>
      substituted(text, textOf(old, environment), textOf(next, environment) ?? ""),
    );
  },
  sql: substituteSql,
});

interface Finding {
  readonly id: "find" | "search";
  readonly name: { readonly zh: string; readonly en: string };
  /** Makes texts alike that count as the same. */
  readonly fold: (text: string) => string;
  readonly foldSql: (text: Sql) => Sql;
}

function finding({ id, name, fold, foldSql }: Finding): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [2, 3],
    formula: { names: [id.toUpperCase()], zh: [name.zh] },
    sentence: { zh: `{0} 在 {1} 里的位置`, en: `the place of {0} in {1}` },
    type(call): ValueKind {
      call.expect(0, "text");
      call.expect(1, "text");
      call.expect(2, "number");
      return "number";
    },
    evaluate: (args) => {
      const [whole, from] = [argument(args, 1), args[2]];
      return overText(args, (part, environment) => {
        const text = textOf(whole, environment);
        const first = from ? characters(from(environment)) : 1;
        if (text === null || first < 1) return null;
        const rest = fold(sliceText(text, first - 1));
        const place = rest.indexOf(fold(part));
        return place < 0 ? null : new Exact(textLength(rest.slice(0, place)) + first);
      });
    },
    sql: (args) => {
      const [part, text] = [textAt(args, 0), textAt(args, 1)];
      const given = args[2];
      if (!given) return sql`NULLIF(strpos(${foldSql(text)}, ${foldSql(part)}), 0)::numeric`;
      const from = sql`NULLIF(${charactersSql(given)}, 0)`;
      return once([from], ([first = from]) => {
        const place = sql`strpos(substr(${foldSql(text)}, ${first}), ${foldSql(part)})`;
        return sql`(NULLIF(${place}, 0) + ${first} - 1)::numeric`;
      });
    },
  });
}

const splitPart = defineOperator({
  id: "splitPart",
  name: { zh: "拆分取一段", en: "piece of split text" },
  arity: [3, 3],
  formula: { names: ["SPLIT"], zh: ["拆分"] },
  sentence: { zh: "{0} 按 {1} 拆分后的第 {2} 段", en: "piece {2} of {0} split at {1}" },
  type(call): ValueKind {
    call.expect(0, "text");
    call.expect(1, "text");
    call.expect(2, "number");
    return "text";
  },
  evaluate: (args) => {
    const [separator, place] = [argument(args, 1), argument(args, 2)];
    return overText(args, (text, environment) => {
      const [sign, number] = [textOf(separator, environment), place(environment)];
      if (sign === null || !(number instanceof Exact) || number.trunc().abs().gte(LONGEST_PLACE)) return null;
      const index = number.trunc().toNumber();
      const pieces = text.split(sign);
      return index === 0 ? null : textOrNull(pieces.at(index > 0 ? index - 1 : index) ?? "");
    });
  },
  sql: (args) => {
    const place = sql`NULLIF(${insideSql(sql`trunc(${textAt(args, 2)})`, `-${LONGEST_PLACE}`, String(LONGEST_PLACE))}, 0)::int`;
    return textOrNullSql(sql`split_part(${textAt(args, 0)}, ${textAt(args, 1)}, ${place})`);
  },
});

interface Beside {
  readonly id: string;
  readonly formula: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly take: (text: string, place: number, sign: string) => string;
  readonly write: (text: Sql, place: Sql, sign: Sql) => Sql;
}

function beside({ id, formula, name, take, write }: Beside): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [2, 2],
    formula: { names: [formula], zh: [name.zh] },
    sentence: {
      zh: `{0} 里 {1} ${name.zh === "之前的文本" ? "之前" : "之后"}的文本`,
      en: `${name.en} {1} in {0}`,
    },
    type(call): ValueKind {
      call.expectAll("text");
      return "text";
    },
    evaluate: (args) => {
      const separator = argument(args, 1);
      return overText(args, (text, environment) => {
        const sign = textOf(separator, environment);
        const place = sign === null ? -1 : text.indexOf(sign);
        return sign === null || place < 0 ? null : textOrNull(take(text, place, sign));
      });
    },
    sql: (args) => {
      const [whole, separator] = [textAt(args, 0), textAt(args, 1)];
      return once([whole, separator], ([text = whole, sign = separator]) => {
        const place = sql`strpos(${text}, ${sign})`;
        return sql`(CASE WHEN ${place} > 0 THEN NULLIF(${write(text, place, sign)}, '') END)`;
      });
    },
  });
}

/** Operators that find, cut and replace parts of text. */
export const TEXT_PLACE_OPERATORS: readonly OperatorDefinition[] = [
  replace,
  substitute,
  finding({
    id: "find",
    name: { zh: "查找位置", en: "place of text" },
    fold: (text) => text,
    foldSql: (text) => text,
  }),
  finding({
    id: "search",
    name: { zh: "搜索位置", en: "place of text in any case" },
    fold: lowerAscii,
    foldSql: (text) => sql`lower(${text} COLLATE "C")`,
  }),
  splitPart,
  beside({
    id: "textBefore",
    formula: "TEXTBEFORE",
    name: { zh: "之前的文本", en: "the text before" },
    take: (text, place) => text.slice(0, place),
    write: (text, place) => sql`left(${text}, ${place} - 1)`,
  }),
  beside({
    id: "textAfter",
    formula: "TEXTAFTER",
    name: { zh: "之后的文本", en: "the text after" },
    take: (text, place, sign) => text.slice(place + sign.length),
    write: (text, place, sign) => sql`substr(${text}, ${place} + char_length(${sign}))`,
  }),
];
