import {
  DIFFERENT_MEANINGS,
  type FunctionHelp,
  functionGroupName,
  functionHelp,
  REFUSED_OPERATORS,
  SAMPLE_VALUES,
  sampleNames,
  SEMANTICS,
} from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import { both, code, page, table } from "./markdown.ts";

const INTRODUCTION =
  "One typed, total language, stored as JSON Logic. The same expression gives the same result in the browser, on the server and in PostgreSQL; a differential test on random expressions and records keeps it so (`pnpm bench expressions`). Nothing else than the limit of steps ends it while it runs. 一种有类型、总能算完的语言，以 JSON Logic 保存；在浏览器、服务器和 PostgreSQL 里结果相同。";

const KINDS: readonly (readonly [kind: string, values: string, column: string])[] = [
  ["`text`", "string, never empty (empty is null)", "text"],
  ["`number`", 'exact decimal as text: `"500000.00"`', "numeric"],
  ["`boolean`", "true, false", "boolean"],
  ["`date`", '`"2026-11-22"`', "date"],
  ["`datetime`", '`"2026-11-22T01:30:00.000Z"`', "timestamptz"],
  ["`duration`", 'exact decimal of seconds as text: `"5400"`', "numeric"],
  ["`option`, `region`", "key", "text"],
  ["`options`", "list of keys, never empty", "text[]"],
  ["`user`, `team`, `reference`", "id", "uuid"],
  ["`users`, `teams`, `references`", "list of ids, never empty", "uuid[]"],
  ["`files`", "list of stored files; only ISEMPTY and NOTEMPTY", "jsonb"],
  ["`rows`", "child rows; only totals", "another table"],
];

const RULES = [
  '**Names.** Own properties only: `$user` `$teams` (with those below) `$ownTeams` `$now` `$today` `$old.<field>` and fields. Paths lead through references, people and teams (`customer.owner.team`, at most five steps); a path of which a step is empty is null. `{"var": ["a", x]}` is x when `a` is null. 字段名、关联路径；中间有空则为空。',
  "**Checked when saved.** Unknown fields, functions and options, kinds that do not fit, formulas that go round in circles, and what the place does not allow; each problem names its place. 保存时检查字段、函数、选项、类型和循环。",
  "**Limits.** 100 levels (`EXPR_TOO_DEEP`), 10,000 parts (`EXPR_TOO_LARGE`), 20,000 characters of a formula line; checked without recursion before anything else. One evaluation takes at most 250,000 steps (`EXPR_TOO_MUCH`): rows times parts, long texts, patterns and powers count. 最多 100 层、10,000 个部分；一次计算最多 250,000 步。",
  "**SQL.** Every function can be computed by the database. Every value is a parameter with its type written out. Datetime columns must hold whole milliseconds. 所有函数都能在数据库里计算。",
];

/** The reference of the expression language: semantics, functions with tested examples, and how it differs from JSON Logic. */
export function expressionPage(): string {
  const groups = Map.groupBy(functionHelp(), ({ group }) => group);
  return page("Expressions 表达式", [
    INTRODUCTION,
    RULES.map((rule) => `- ${rule}`).join("\n"),
    "## Kinds of value 值的类型",
    table(["kind", "in records 记录里", "in PostgreSQL"], KINDS),
    "## Semantics 语义",
    "Each example is run by a test, in JavaScript and in PostgreSQL, over the sample record below. 每个例子都由测试在两边运行。",
    table(["topic 主题", "rule 规则", "examples 例子"], SEMANTICS.map(semanticsRow)),
    "## Sample record 示例记录",
    `Sunday 22 November 2026, 09:30 in Shanghai. 2026 年 11 月 22 日（周日）9:30，上海。`,
    table(["field 字段", "value 值"], sampleRows()),
    `## Functions 函数 (${functionHelp().length})`,
    ...[...groups].flatMap(([group, functions]) => [
      `### ${functionGroupName(group, "en")} ${functionGroupName(group, "zh")}`,
      table(["stored as", "formula 公式", "what it gives 结果", "example 例子"], functions.map(functionRow)),
    ]),
    "## JSON Logic",
    "Stored expressions are JSON Logic; the official suite and the extended suites pass for the operators that are accepted. Conditions are booleans: texts, numbers and lists are neither true nor false. Operators that are refused, and why 不接受的运算及原因:",
    table(
      ["operator", "reason 原因"],
      Object.entries(REFUSED_OPERATORS).map(([operator, reason]) => [code(operator), lines(reason)]),
    ),
    "Accepted with another meaning 含义不同:",
    table(
      ["rule", "reason 原因"],
      DIFFERENT_MEANINGS.map(({ rule, reason }) => [code(rule), lines(reason)]),
    ),
  ]);
}

function lines({ zh, en }: LocalizedText): string {
  return `${en}<br>${zh}`;
}

function shown(value: unknown): string {
  return value === null ? "–" : code(typeof value === "string" ? value : JSON.stringify(value));
}

function semanticsRow({ topic, rule, cases }: (typeof SEMANTICS)[number]): string[] {
  const examples = cases.map(([formula, result]) => `${code(formula)} → ${shown(result)}`);
  return [both(topic), lines(rule), examples.join("<br>")];
}

function sampleRows(): string[][] {
  return Object.entries(SAMPLE_VALUES).map(([path, value]) => {
    const name = sampleNames.variable(path) ?? path;
    return [typeof name === "string" ? name : both(name), shown(value)];
  });
}

function functionRow(help: FunctionHelp): string[] {
  const { name, aliases, isSign, example } = help;
  const call = (locale: "zh" | "en"): string =>
    isSign ? code(name[locale]) : code(`${name[locale]}(${help.arguments[locale]})`);
  const written = name.zh === name.en ? [call("en")] : [call("en"), call("zh")];
  const also = aliases.length > 0 ? `<br>also 也可写 ${aliases.map(code).join(" ")}` : "";
  const formulas =
    example.formula.zh === example.formula.en
      ? code(example.formula.en)
      : `${code(example.formula.en)}<br>${code(example.formula.zh)}`;
  return [
    code(help.id),
    `${written.join("<br>")}${also}`,
    lines(help.text),
    `${formulas}<br>→ ${shown(example.result)}`,
  ];
}
