import {
  certain,
  falseWhenNull,
  joinSql,
  parameter,
  type Sql,
  sql,
  textOrNullSql,
} from "../../sql/fragment.ts";
import { literalNumber } from "../../tree/literal-number.ts";
import type { CallNode, CallTyping, Evaluate, OperatorDefinition } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import { type Cell } from "../../values/cell.ts";
import { Exact } from "../../values/number.ts";
import {
  BLANKS,
  isWithinLimit,
  lowerAscii,
  sliceText,
  textLength,
  textOrNull,
  trimText,
  upperAscii,
} from "../../values/text.ts";
import { argument, defineOperator, overText, overTwoTexts } from "../define.ts";
import {
  characters,
  charactersSql,
  expectJoinable,
  joinedSql,
  joinedText,
  limitedSql,
  LONGEST_PLACE,
  textAt,
} from "./text-rules.ts";

/** ASCII lower case under collation "C", the same in every database. */
function lowerSql(text: Sql): Sql {
  return { ...sql`lower(${text} COLLATE "C")`, nullable: text.nullable };
}

const cat = defineOperator({
  id: "cat",
  aliases: ["concat"],
  name: { zh: "连接文本", en: "joined text" },
  arity: [1, Infinity],
  formula: { names: ["CONCAT", "CONCATENATE"], zh: ["连接"], infix: { sign: "&", rank: 2, chain: true } },
  sentence: { zh: "{all}", en: "{all}" },
  joiner: { zh: " & ", en: " & " },
  joins: true,
  type(call) {
    expectJoinable(call, 0);
    return "text";
  },
  evaluate: (args, call) => (environment) => {
    let text = "";
    for (const [index, part] of args.entries()) {
      text += joinedText(part(environment), call.arguments[index]?.kind ?? "text", environment);
      if (!isWithinLimit(text)) return null;
    }
    return textOrNull(text);
  },
  sql: (args, call, context) => {
    const parts = args.map((part, index) => joinedSql(part, call.arguments[index], context));
    return textOrNullSql(limitedSql(sql`(${joinSql(parts, " || ")})`));
  },
});

function textThen(kind: ValueKind, numbers: number): (call: CallTyping) => ValueKind {
  return (call) => {
    call.expect(0, "text");
    for (let index = 1; index <= numbers; index += 1) call.expect(index, "number");
    return kind;
  };
}

const length = defineOperator({
  id: "length",
  name: { zh: "字数", en: "length" },
  arity: [1, 1],
  formula: { names: ["LEN"], zh: ["字数", "长度"] },
  sentence: { zh: "{0} 的字数", en: "the length of {0}" },
  type: textThen("number", 0),
  evaluate: (args) => overText(args, (text) => new Exact(textLength(text))),
  sql: (args) => sql`char_length(${textAt(args, 0)})::numeric`,
});

interface Single {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly formula: string;
  readonly step: (text: string) => Cell;
  readonly write: (text: Sql) => Sql;
}

function single({ id, name, formula, step, write }: Single): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [1, 1],
    formula: { names: [formula], zh: [name.zh] },
    sentence: { zh: `{0} ${name.zh}`, en: `{0} ${name.en}` },
    type: textThen("text", 0),
    evaluate: (args) => overText(args, step),
    sql: (args) => write(textAt(args, 0)),
  });
}

const left = defineOperator({
  id: "left",
  name: { zh: "左边几个字", en: "first characters" },
  arity: [2, 2],
  formula: { names: ["LEFT"], zh: ["左取"] },
  sentence: { zh: "{0} 的前 {1} 个字", en: "the first {1} characters of {0}" },
  type: textThen("text", 1),
  evaluate: (args) => {
    const count = argument(args, 1);
    return overText(args, (text, environment) =>
      textOrNull(sliceText(text, 0, characters(count(environment)))),
    );
  },
  sql: (args) => textOrNullSql(sql`left(${textAt(args, 0)}, ${charactersSql(textAt(args, 1))})`),
});

const right = defineOperator({
  id: "right",
  name: { zh: "右边几个字", en: "last characters" },
  arity: [2, 2],
  formula: { names: ["RIGHT"], zh: ["右取"] },
  sentence: { zh: "{0} 的后 {1} 个字", en: "the last {1} characters of {0}" },
  type: textThen("text", 1),
  evaluate: (args) => {
    const count = argument(args, 1);
    return overText(args, (text, environment) => {
      const wanted = characters(count(environment));
      return wanted === 0 ? null : sliceText(text, -wanted);
    });
  },
  sql: (args) => textOrNullSql(sql`right(${textAt(args, 0)}, ${charactersSql(textAt(args, 1))})`),
});

const mid = defineOperator({
  id: "mid",
  name: { zh: "中间几个字", en: "characters from the middle" },
  arity: [3, 3],
  formula: { names: ["MID"], zh: ["截取"] },
  sentence: { zh: "{0} 从第 {1} 个起的 {2} 个字", en: "{2} characters of {0} from place {1}" },
  type: textThen("text", 2),
  evaluate: (args) => {
    const [start, count] = [argument(args, 1), argument(args, 2)];
    return overText(args, (text, environment) => {
      const first = characters(start(environment));
      return first < 1
        ? null
        : textOrNull(sliceText(text, first - 1, first - 1 + characters(count(environment))));
    });
  },
  sql: (args) => {
    const start = sql`NULLIF(${charactersSql(textAt(args, 1))}, 0)`;
    return textOrNullSql(sql`substr(${textAt(args, 0)}, ${start}, ${charactersSql(textAt(args, 2))})`);
  },
});

/** Places of `substr`, which must be written out: from (negative counts from the end) and length (negative leaves off). */
function substrPlaces(call: CallNode): readonly [number, number | undefined] {
  const [from, count] = [literalNumber(call.arguments[1]), literalNumber(call.arguments[2])];
  return [from?.toNumber() ?? 0, count?.toNumber()];
}

const substr = defineOperator({
  id: "substr",
  name: { zh: "截取文本", en: "part of text" },
  arity: [2, 3],
  formula: { names: ["SUBSTR"], zh: ["截取文本"] },
  type(call) {
    call.expect(0, "text");
    for (let index = 1; index < call.count; index += 1)
      call.literalInteger(index, -LONGEST_PLACE, LONGEST_PLACE);
    return "text";
  },
  evaluate: (args, call) => {
    const [from, count] = substrPlaces(call);
    return overText(args, (text) => {
      const tail = sliceText(text, from);
      return textOrNull(count === undefined ? tail : sliceText(tail, 0, count));
    });
  },
  sql: (args, call) => {
    const [from, count] = substrPlaces(call);
    const text = textAt(args, 0);
    const tail =
      from >= 0 ? sql`substr(${text}, ${String(from + 1)})` : sql`right(${text}, ${String(-from)})`;
    return textOrNullSql(count === undefined ? tail : sql`left(${tail}, ${String(count)})`);
  },
});

interface Search {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly formula: string;
  readonly holds: (text: string, part: string) => boolean;
  readonly write: (text: Sql, part: Sql) => Sql;
}

function search({ id, name, formula, holds, write }: Search): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [2, 2],
    formula: { names: [formula], zh: [name.zh] },
    sentence: { zh: `{0} ${name.zh} {1}`, en: `{0} ${name.en} {1}` },
    type(call) {
      call.expectAll("text");
      return "boolean";
    },
    evaluate: (args: readonly Evaluate[]) =>
      overTwoTexts(args, (text, part) => holds(lowerAscii(text), lowerAscii(part))),
    sql: (args) => certain(searchSql(textAt(args, 0), textAt(args, 1), write)),
  });
}

/** A search in lower-case text that is false when text or part is missing. */
export function searchSql(text: Sql, part: Sql, write: (text: Sql, part: Sql) => Sql): Sql {
  return falseWhenNull(write(lowerSql(text), lowerSql(part)), [text, part]);
}

/** Operators on text. */
export const TEXT_OPERATORS: readonly OperatorDefinition[] = [
  cat,
  length,
  single({
    id: "upper",
    name: { zh: "转大写", en: "in capitals" },
    formula: "UPPER",
    step: upperAscii,
    write: (text) => sql`upper(${text} COLLATE "C")`,
  }),
  single({
    id: "lower",
    name: { zh: "转小写", en: "in small letters" },
    formula: "LOWER",
    step: lowerAscii,
    write: lowerSql,
  }),
  single({
    id: "trim",
    name: { zh: "去空格", en: "without blanks around it" },
    formula: "TRIM",
    step: (text) => textOrNull(trimText(text)),
    write: (text) => textOrNullSql(sql`btrim(${text}, ${parameter(BLANKS, "text")})`),
  }),
  left,
  right,
  mid,
  substr,
  search({
    id: "startsWith",
    name: { zh: "开头是", en: "starts with" },
    formula: "STARTSWITH",
    holds: (text, part) => text.startsWith(part),
    write: (text, part) => sql`starts_with(${text}, ${part})`,
  }),
  search({
    id: "endsWith",
    name: { zh: "结尾是", en: "ends with" },
    formula: "ENDSWITH",
    holds: (text, part) => text.endsWith(part),
    write: (text, part) => sql`starts_with(reverse(${text}), reverse(${part}))`,
  }),
];
