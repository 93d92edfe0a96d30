import { falseWhenNull, once, parameter, type Sql, sql, textOrNullSql } from "../../sql/fragment.ts";
import type { CallNode, CallTyping, OperatorDefinition, TypedNode } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import { parsePattern, type PatternNode } from "../../values/pattern.ts";
import { MOST_STATES, PatternMachine } from "../../values/pattern-machine.ts";
import { patternText } from "../../values/pattern-text.ts";
import { isWithinLimit, textOrNull } from "../../values/text.ts";
import { argument, defineOperator, overText } from "../define.ts";
import { limitedSql, textAt } from "./text-rules.ts";

/** Longest text that is searched; longer text has no match. */
const LONGEST_SEARCHED = 10_000;
/** Longest text in which all matches are replaced: each may be looked for up to the end of the text. */
const LONGEST_REPLACED = 1000;
/** States of patterns whose matches are all replaced. */
const MOST_REPLACING_STATES = 100;

function nodeOf(argumentNode: TypedNode | undefined): PatternNode | undefined {
  const raw = argumentNode?.type === "literal" ? argumentNode.raw : undefined;
  const result = typeof raw === "string" ? parsePattern(raw) : undefined;
  return result?.ok ? result.node : undefined;
}

function machineOf(call: CallNode): PatternMachine | undefined {
  const node = nodeOf(call.arguments[1]);
  return node && PatternMachine.of(node);
}

function patternSql(call: CallNode): Sql {
  const node = nodeOf(call.arguments[1]);
  return parameter(node ? `(?:${patternText(node)})` : "", "text");
}

function typePattern(call: CallTyping): PatternMachine | undefined {
  call.expect(0, "text");
  const raw = call.literalText(1, {
    zh: '模式要直接写出来，如 "^1\\d{10}$"',
    en: 'Write the pattern itself, such as "^1\\d{10}$"',
  });
  if (raw === "") return undefined;
  const result = parsePattern(raw);
  if (!result.ok) {
    const { position, message } = result;
    call.problem(1, "EXPR_PATTERN", {
      zh: `模式第 ${position + 1} 个字：${message.zh}`,
      en: `Pattern, character ${position + 1}: ${message.en}`,
    });
    return undefined;
  }
  const machine = PatternMachine.of(result.node);
  if (!machine)
    call.problem(1, "EXPR_PATTERN", {
      zh: `模式太大（展开后超过 ${MOST_STATES} 步）`,
      en: `The pattern is too large (more than ${MOST_STATES} steps when written out)`,
    });
  return machine;
}

function codesOf(text: string, longest: number): readonly number[] | undefined {
  if (text.length > longest * 2) return undefined;
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return codes.length > longest ? undefined : codes;
}

function textOfCodes(codes: readonly number[], start: number, end: number): string {
  return codes
    .slice(start, end)
    .map((code) => String.fromCodePoint(code))
    .join("");
}

const matches = defineOperator({
  id: "matches",
  name: { zh: "符合模式", en: "matches" },
  arity: [2, 2],
  formula: { names: ["REGEXMATCH"], zh: ["符合模式"] },
  sentence: { zh: "{0} 符合 {1}", en: "{0} matches {1}" },
  type(call): ValueKind {
    typePattern(call);
    return "boolean";
  },
  evaluate(args, call) {
    const machine = machineOf(call);
    const value = argument(args, 0);
    return (environment) => {
      const text = value(environment);
      const codes = typeof text === "string" ? codesOf(text, LONGEST_SEARCHED) : undefined;
      return codes !== undefined && machine?.test(codes) === true;
    };
  },
  sql: (args, call) =>
    once([textAt(args, 0)], ([text = textAt(args, 0)]) =>
      falseWhenNull(
        sql`char_length(${text}) <= ${String(LONGEST_SEARCHED)} AND ${text} COLLATE "C" ~ ${patternSql(call)}`,
        [text],
      ),
    ),
});

const extract = defineOperator({
  id: "regexExtract",
  name: { zh: "按模式提取", en: "the match" },
  arity: [2, 2],
  formula: { names: ["REGEXEXTRACT"], zh: ["按模式提取"] },
  sentence: { zh: "{0} 里符合 {1} 的部分", en: "the part of {0} that matches {1}" },
  type(call): ValueKind {
    typePattern(call);
    return "text";
  },
  evaluate(args, call) {
    const machine = machineOf(call);
    return overText(args, (text) => {
      const codes = codesOf(text, LONGEST_SEARCHED);
      const found = codes && machine?.search(codes, 0);
      return codes && found ? textOrNull(textOfCodes(codes, found.start, found.end)) : null;
    });
  },
  sql: (args, call) =>
    once([textAt(args, 0)], ([text = textAt(args, 0)]) => {
      const found = textOrNullSql(sql`substring(${text} COLLATE "C" from ${patternSql(call)})`);
      return sql`(CASE WHEN char_length(${text}) <= ${String(LONGEST_SEARCHED)} THEN ${found} END)`;
    }),
});

function replaceAll(codes: readonly number[], machine: PatternMachine, next: string): string | null {
  let made = "";
  let place = 0;
  for (let found = machine.search(codes, 0); found; found = machine.search(codes, place)) {
    made += textOfCodes(codes, place, found.start) + next;
    if (!isWithinLimit(made)) return null;
    place = found.end;
  }
  made += textOfCodes(codes, place, codes.length);
  return isWithinLimit(made) ? textOrNull(made) : null;
}

/** At most one match per character, so a bound for the result is known before it is made. */
function replaceSql(args: readonly Sql[], call: CallNode): Sql {
  const next = sql`COALESCE(${textAt(args, 2)}, '')`;
  return once([textAt(args, 0), next], ([text = textAt(args, 0), by = next]) => {
    const escaped = sql`replace(${by}, ${parameter("\\", "text")}, ${parameter("\\\\", "text")})`;
    const made = sql`regexp_replace(${text} COLLATE "C", ${patternSql(call)}, ${escaped}, 'g')`;
    return sql`(CASE WHEN char_length(${text}) <= ${String(LONGEST_REPLACED)} THEN ${textOrNullSql(limitedSql(made))} END)`;
  });
}

const regexReplace = defineOperator({
  id: "regexReplace",
  name: { zh: "按模式替换", en: "with matches replaced" },
  arity: [3, 3],
  formula: { names: ["REGEXREPLACE"], zh: ["按模式替换"] },
  sentence: { zh: "{0} 里符合 {1} 的部分换成 {2}", en: "{0} with what matches {1} replaced by {2}" },
  type(call): ValueKind {
    const machine = typePattern(call);
    call.expect(2, "text");
    if (machine?.matchesNothing)
      call.problem(1, "EXPR_PATTERN", {
        zh: "要替换的模式不能匹配空文本",
        en: "A pattern that is replaced must not match empty text",
      });
    if (machine && machine.size > MOST_REPLACING_STATES)
      call.problem(1, "EXPR_PATTERN", {
        zh: `用来替换的模式太大（展开后超过 ${MOST_REPLACING_STATES} 步）`,
        en: `The pattern is too large for replacing (more than ${MOST_REPLACING_STATES} steps when written out)`,
      });
    return "text";
  },
  evaluate(args, call) {
    const machine = machineOf(call);
    const next = argument(args, 2);
    return overText(args, (text, environment) => {
      const codes = codesOf(text, LONGEST_REPLACED);
      const by = next(environment);
      return codes && machine ? replaceAll(codes, machine, typeof by === "string" ? by : "") : null;
    });
  },
  sql: replaceSql,
});

/** Operators with patterns: a part of regular expressions that is matched in linear time. */
export const PATTERN_OPERATORS: readonly OperatorDefinition[] = [matches, extract, regexReplace];
