import type { Locale, LocalizedText } from "@mortise/kit";
import type { Sql } from "../sql/fragment.ts";
import type { Environment, Expression, SqlMembers, ValueKind } from "../types.ts";
import type { WorkCalendar } from "../values/work-calendar.ts";
import type { Cell } from "../values/cell.ts";

/** A value written in the expression. */
export interface LiteralNode {
  readonly type: "literal";
  readonly kind: ValueKind;
  readonly cell: Cell;
  /** What was written, so that another kind can be tried. */
  readonly raw: null | boolean | number | string;
}

/** That a number is an amount of money, and which variable made it one. */
export interface Money {
  readonly currency: string;
  readonly name: LocalizedText;
}

/** A field or system variable. */
export interface VariableNode {
  readonly type: "variable";
  readonly kind: ValueKind;
  readonly path: string;
  readonly optionKeys?: readonly string[];
  readonly optionScores?: Readonly<Record<string, number>>;
  /** Set inside an aggregate: the `rows` variable whose row holds it. */
  readonly rows?: string;
  /** Its records stand in a tree. */
  readonly tree?: true;
  readonly money?: Money;
}

/** A list written in the expression. */
export interface ListNode {
  readonly type: "list";
  readonly kind: ValueKind;
  readonly elements: readonly TypedNode[];
}

/** An operator with its arguments. */
export interface CallNode {
  readonly type: "call";
  readonly kind: ValueKind;
  readonly operator: OperatorDefinition;
  readonly arguments: readonly TypedNode[];
  readonly money?: Money;
}

/** An expression whose every part has a kind: what is evaluated and compiled to SQL. */
export type TypedNode = LiteralNode | VariableNode | ListNode | CallNode;

/** A compiled part: total, never throws. */
export type Evaluate = (environment: Environment) => Cell;

/** The arguments of one call while its type rule looks at them. Rules adapt them; what cannot be adapted is reported. */
export interface CallTyping {
  /** The arguments as they are now. */
  readonly nodes: readonly TypedNode[];
  /** Number of arguments. */
  readonly count: number;
  /** Kind of an argument; `null` when it is missing. */
  kind(index: number): ValueKind;
  /** Reports a problem with an argument or, without index, with the call. */
  problem(index: number | undefined, code: string, message: LocalizedText): void;
  /** Makes an argument one of the given kinds, the first fitting one; reports it otherwise. */
  expect(index: number, ...kinds: readonly ValueKind[]): ValueKind;
  /** Makes all arguments the given kind. */
  expectAll(kind: ValueKind): void;
  /** Gives some arguments a common kind; with `byDay` a date beside a datetime makes all of them days. */
  unify(indices: readonly number[], byDay: boolean): ValueKind;
  /** Gives an argument and the elements of a written list a common kind. */
  unifyElements(index: number, listIndex: number): ValueKind;
  /** The text of an argument that must be written out; reports and answers "" otherwise. */
  literalText(index: number, message: LocalizedText): string;
  /** The whole number of an argument that must be written out; reports and answers 0 otherwise. */
  literalInteger(index: number, low: number, high: number): number;
}

/** What an operator may know while it writes SQL. */
export interface SqlContext {
  /** IANA name of the zone that decides which day it is. */
  readonly timeZone: string;
  readonly now: Date;
  readonly calendar: WorkCalendar | undefined;
  /** A select of some ids and of those below them, in the tree that a variable's values stand in. */
  readonly below: (path: string, ids: Sql) => Sql;
  /** The rows of telephone prefixes: columns `prefix` and `region`. */
  readonly phonePrefixes: () => Sql;
  /** The rows of ranges of internet addresses: columns `first`, `last` and `region`. */
  readonly ipRanges: () => Sql;
  /** The list of a variable, when its items stand in another table. */
  readonly members: (node: TypedNode | undefined) => SqlMembers | undefined;
  /** Compiles a part anew: for operators that look into their arguments. */
  readonly write: (node: TypedNode) => Sql;
}

/** Child rows as operators write SQL over them. */
export interface RowSet {
  /** The rows of the record: everything behind the columns, from FROM to the condition. */
  readonly source: Sql;
  /** What stands behind ORDER BY. */
  readonly order: Sql;
  readonly context: SqlContext;
}

/** How an operator stands in a formula line. */
export interface FormulaForm {
  /** English names as in spreadsheets, the first one is written. */
  readonly names: readonly string[];
  /** Chinese names, the first one is written. */
  readonly zh?: readonly string[];
  /** Sign between the operands, with its rank (higher binds tighter). */
  readonly infix?: { readonly sign: string; readonly rank: number; readonly chain?: boolean };
}

/** A call as the writer of sentences sees it. */
export interface DescribedCall {
  readonly locale: Locale;
  /** The arguments as they are stored. */
  readonly arguments: readonly Expression[];
  /** The first argument names child rows that the others are about. */
  readonly isOverRows: boolean;
  /** The sentence part of one argument. */
  readonly text: (index: number) => string;
}

/**
 * Everything there is to know about one operator: its names, its type rule, its JavaScript and its SQL.
 * Adding a function to the language is adding one of these to a list in `src/operators/`.
 *
 * @example
 * const abs: OperatorDefinition = {
 *   id: "abs",
 *   name: { zh: "绝对值", en: "absolute value" },
 *   arity: [1, 1],
 *   formula: { names: ["ABS"], zh: ["绝对值"] },
 *   type: (call) => call.expect(0, "number"),
 *   evaluate: ([value]) => (environment) => value(environment).abs(),
 *   sql: ([value]) => sql`abs(${value})`,
 * };
 */
export interface OperatorDefinition {
  /** Name in stored expressions (JSON Logic's where it has one). */
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly name: LocalizedText;
  /** Least and most arguments. */
  readonly arity: readonly [number, number];
  readonly formula?: FormulaForm;
  /** Sentence with `{0}`, `{1}` … for the arguments or `{all}` for all of them. */
  readonly sentence?: LocalizedText;
  /** Separator of `{all}` in the sentence. */
  readonly joiner?: LocalizedText;
  /** Arguments after the first see the fields of the child rows that the first one names. */
  readonly overRows?: boolean;
  /** For conditions that join conditions: the parts with the same result as the whole are those that decided it. */
  readonly decidedByAgreement?: boolean;
  /** For choices: the first condition that holds decides, with those before it that do not. */
  readonly decidedByFirst?: boolean;
  /** A sentence part that needs brackets inside another one that joins differently. */
  readonly joins?: boolean;
  /** Sentence of calls that no template fits; `argument` describes one argument. */
  readonly describe?: (call: DescribedCall) => string | undefined;
  /** The type rule: adapts the arguments, reports what does not fit, answers the kind of the result. */
  type(call: CallTyping): ValueKind;
  /** Steps that one call takes, when it is much more than one: see `spend`. */
  readonly cost?: number;
  /** Builds the JavaScript of one call from the compiled arguments. */
  evaluate(args: readonly Evaluate[], call: CallNode): Evaluate;
  /** Builds the SQL of one call; absent when the database cannot compute it. */
  readonly sql?: (args: readonly Sql[], call: CallNode, context: SqlContext) => Sql;
  /** For calls only some of which can be SQL: tells whether this one can. Calls over child rows have `sqlOverRows`. */
  readonly sqlFor?: (call: CallNode) => boolean;
  /** For conditions: this call is false whenever its first argument is NULL, so that it may be asked of the end of a path. */
  readonly isFalseOnNull?: (call: CallNode) => boolean;
  /** Builds the SQL of a call over child rows: `args` are those after the rows, written for one row. */
  readonly sqlOverRows?: (args: readonly Sql[], call: CallNode, rows: RowSet) => Sql;
}
