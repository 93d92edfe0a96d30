import { joinSql, once, type Sql, sql, textOrNullSql } from "../../sql/fragment.ts";
import type { CallTyping, OperatorDefinition } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import { Exact } from "../../values/number.ts";
import { isWithinLimit, LONGEST_TEXT, sliceText, textLength, textOrNull } from "../../values/text.ts";
import { argument, defineOperator, overText } from "../define.ts";
import {
  characters,
  charactersSql,
  expectJoinable,
  joinedSql,
  joinedText,
  limitedSql,
  textAt,
} from "./text-rules.ts";

const join = defineOperator({
  id: "join",
  name: { zh: "用分隔符连接", en: "joined with a separator" },
  arity: [2, Infinity],
  formula: { names: ["TEXTJOIN", "JOIN"], zh: ["分隔连接"] },
  describe: ({ locale, arguments: { length }, text }) => {
    const parts = Array.from({ length: length - 1 }, (_, index) => text(index + 1));
    return locale === "zh"
      ? `${parts.join("、")} 用 ${text(0)} 连接`
      : `${parts.join(", ")} joined with ${text(0)}`;
  },
  type(call): ValueKind {
    call.expect(0, "text");
    expectJoinable(call, 1);
    return "text";
  },
  evaluate: (args, call) => (environment) => {
    const separator = args[0]?.(environment) ?? "";
    let made: string | null = null;
    for (const [index, part] of args.entries()) {
      if (index === 0) continue;
      const text = joinedText(part(environment), call.arguments[index]?.kind ?? "text", environment);
      if (text === "") continue;
      made = made === null ? text : `${made}${typeof separator === "string" ? separator : ""}${text}`;
      if (!isWithinLimit(made)) return null;
    }
    return made;
  },
  sql: (args, call, context) => {
    const [separator = sql`NULL::text`, ...parts] = args;
    const texts = parts.map((part, index) =>
      textOrNullSql(joinedSql(part, call.arguments[index + 1], context)),
    );
    return textOrNullSql(limitedSql(sql`concat_ws(COALESCE(${separator}, ''), ${joinSql(texts, ", ")})`));
  },
});

const repeat = defineOperator({
  id: "repeat",
  name: { zh: "重复文本", en: "repeated" },
  arity: [2, 2],
  formula: { names: ["REPT", "REPEAT"], zh: ["重复"] },
  sentence: { zh: "{0} 重复 {1} 次", en: "{0} repeated {1} times" },
  type(call): ValueKind {
    call.expect(0, "text");
    call.expect(1, "number");
    return "text";
  },
  evaluate: (args) => {
    const times = argument(args, 1);
    return overText(args, (text, environment) => {
      const count = characters(times(environment));
      return count < 1 || textLength(text) * count > LONGEST_TEXT ? null : text.repeat(count);
    });
  },
  sql: (args) => {
    const times = charactersSql(textAt(args, 1));
    return once([textAt(args, 0), times], ([text = textAt(args, 0), count = times]) => {
      const size = sql`char_length(${text})::bigint * ${count}`;
      return sql`(CASE WHEN ${size} BETWEEN 1 AND ${String(LONGEST_TEXT)} THEN repeat(${text}, ${count}) END)`;
    });
  },
});

/** The first characters of a text repeated for ever. */
function filler(fill: string, count: number): string {
  return sliceText(fill.repeat(Math.ceil(count / textLength(fill))), 0, count);
}

function padding(
  id: "padStart" | "padEnd",
  name: { readonly zh: string; readonly en: string },
  formula: string,
): OperatorDefinition {
  const isStart = id === "padStart";
  return defineOperator({
    id,
    name,
    arity: [2, 3],
    formula: { names: [formula], zh: [name.zh] },
    describe: ({ locale, arguments: { length }, text }) => {
      const fill = length === 3 ? text(2) : locale === "zh" ? "空格" : "blanks";
      const side = isStart ? { zh: "左", en: "left" } : { zh: "右", en: "right" };
      return locale === "zh"
        ? `${text(0)} ${side.zh}边用 ${fill} 补到 ${text(1)} 位`
        : `${text(0)} filled up on the ${side.en} with ${fill} to ${text(1)} characters`;
    },
    type(call: CallTyping): ValueKind {
      call.expect(0, "text", "number");
      call.expect(1, "number");
      call.expect(2, "text");
      return "text";
    },
    evaluate: (args, call) => (environment) => {
      const kind = call.arguments[0]?.kind ?? "text";
      const text = textOrNull(joinedText(argument(args, 0)(environment), kind, environment));
      const size = argument(args, 1)(environment);
      const fill = args[2] ? args[2](environment) : " ";
      if (text === null || !(size instanceof Exact) || typeof fill !== "string") return null;
      const count = characters(size);
      if (count > LONGEST_TEXT) return null;
      const missing = count - textLength(text);
      if (missing <= 0) return text;
      return isStart ? filler(fill, missing) + text : text + filler(fill, missing);
    },
    sql: (args, call, context) => {
      const text = textOrNullSql(joinedSql(textAt(args, 0), call.arguments[0], context));
      const fill = args[2] ?? sql`' '`;
      const count = sql`(CASE WHEN ${textAt(args, 1)} IS NOT NULL AND ${fill} IS NOT NULL THEN ${charactersSql(textAt(args, 1))} END)`;
      return once([text, count], ([t = text, n = count]) => {
        const pad = isStart ? "lpad" : "rpad";
        return sql`(CASE WHEN ${n} > ${String(LONGEST_TEXT)} THEN NULL WHEN ${n} <= char_length(${t}) THEN ${t} ELSE ${pad}(${t}, ${n}, ${fill}) END)`;
      });
    },
  });
}

const ASCII_WORD = /[A-Za-z0-9]+/g;
const CONTROLS = Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).join("") + "\u007f";

function clean(text: string): string | null {
  return textOrNull([...text].filter((character) => !CONTROLS.includes(character)).join(""));
}

function proper(text: string): string {
  return text.replace(ASCII_WORD, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}

interface Single {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly step: (text: string) => string | null;
  readonly write: (text: Sql) => Sql;
}

function single({ id, name, step, write }: Single): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [1, 1],
    formula: { names: [id.toUpperCase()], zh: [name.zh] },
    sentence: { zh: `{0} ${name.zh}`, en: `{0} ${name.en}` },
    type(call): ValueKind {
      call.expect(0, "text");
      return "text";
    },
    evaluate: (args) => overText(args, step),
    sql: (args) => write(textAt(args, 0)),
  });
}

const code = defineOperator({
  id: "code",
  name: { zh: "字符编码", en: "code of the first character" },
  arity: [1, 1],
  formula: { names: ["CODE", "UNICODE"], zh: ["字符编码"] },
  sentence: { zh: "{0} 第一个字的编码", en: "the code of the first character of {0}" },
  type(call): ValueKind {
    call.expect(0, "text");
    return "number";
  },
  evaluate: (args) => overText(args, (text) => new Exact(text.codePointAt(0) ?? 0)),
  sql: (args) => sql`ascii(${textAt(args, 0)})::numeric`,
});

/** Codes that stand for a character: not nought, no surrogate, at most U+10FFFF. */
function isCharacter(value: number): boolean {
  return value >= 1 && value <= 0x10ffff && !(value >= 0xd800 && value <= 0xdfff);
}

const char = defineOperator({
  id: "char",
  name: { zh: "编码对应的字符", en: "character of a code" },
  arity: [1, 1],
  formula: { names: ["CHAR", "UNICHAR"], zh: ["字符"] },
  sentence: { zh: "编码 {0} 的字符", en: "the character {0}" },
  type(call): ValueKind {
    call.expect(0, "number");
    return "text";
  },
  evaluate: (args) => (environment) => {
    const cell = argument(args, 0)(environment);
    const value = cell instanceof Exact ? cell.trunc().toNumber() : 0;
    return isCharacter(value) ? String.fromCodePoint(value) : null;
  },
  sql: (args) =>
    once([sql`trunc(${textAt(args, 0)})`], ([n = sql`NULL`]) => {
      const allowed = sql`${n} BETWEEN 1 AND 1114111 AND ${n} NOT BETWEEN 55296 AND 57343`;
      return sql`(CASE WHEN ${allowed} THEN chr(${n}::int) END)`;
    }),
});

/** Operators that make text. */
export const TEXT_MAKING_OPERATORS: readonly OperatorDefinition[] = [
  join,
  repeat,
  padding("padStart", { zh: "左补齐", en: "filled up on the left" }, "PADLEFT"),
  padding("padEnd", { zh: "右补齐", en: "filled up on the right" }, "PADRIGHT"),
  single({
    id: "proper",
    name: { zh: "首字母大写", en: "with capital initials" },
    step: proper,
    write: (text) => sql`initcap(${text} COLLATE "C")`,
  }),
  single({
    id: "clean",
    name: { zh: "去控制字符", en: "without control characters" },
    step: clean,
    write: (text) =>
      textOrNullSql(sql`translate(${text}, ${{ text: "?::text", parameters: [CONTROLS] }}, '')`),
  }),
  char,
  code,
];
