import type { Json, LocalizedText } from "@mortise/kit";
import type { WorkCalendar } from "./values/work-calendar.ts";

/**
 * An expression of the product's one language, stored as JSON Logic: a literal, `{"var": path}`, or an object
 * with one operator and its arguments. What each operator means is fixed in `docs/reference/expressions.md`.
 */
export type Expression = Json;

/**
 * The kinds of value the language knows.
 *
 * | kind | in JavaScript and in records | in PostgreSQL |
 * |---|---|---|
 * | `text` | string, never empty (empty is null) | text |
 * | `number` | exact decimal as string, e.g. `"500000.00"` (numbers are accepted) | numeric |
 * | `boolean` | boolean | boolean |
 * | `date` | `"2026-11-22"` | date |
 * | `datetime` | `"2026-11-22T01:30:00.000Z"` (UTC) | timestamptz |
 * | `time` | time of day, `"09:30:00"` | time |
 * | `dateRange` | first and last day, `"2026-11-01/2026-11-30"` | daterange |
 * | `option` | key of an option | text |
 * | `options` | list of keys, never empty (empty is null) | text[] |
 * | `region` | GB/T 2260 code with 2, 4 or 6 digits: province, city, county | text |
 * | `user`, `team`, `reference` | id | uuid |
 * | `users`, `teams`, `references` | list of ids, never empty (empty is null) | uuid[] |
 * | `duration` | exact decimal of seconds as string, e.g. `"5400"` | numeric |
 * | `secret` | text that nothing but its presence is known of | text (only `empty` and `notEmpty`) |
 * | `files` | list of stored files `{id, name, size, type}`, never empty (empty is null) | jsonb (only `empty` and `notEmpty`) |
 * | `rows` | child rows | – (aggregates only) |
 * | `null` | null | null |
 */
export type ValueKind =
  | "text"
  | "number"
  | "boolean"
  | "date"
  | "datetime"
  | "option"
  | "options"
  | "region"
  | "user"
  | "team"
  | "reference"
  | "users"
  | "teams"
  | "references"
  | "duration"
  | "time"
  | "dateRange"
  | "secret"
  | "files"
  | "rows"
  | "null";

/** A value at run time: what records hold and expressions give. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly string[]
  | readonly Readonly<Record<string, unknown>>[];

/** What a variable is: its kind and what else the checker should know of it. */
export interface VariableType {
  readonly kind: ValueKind;
  readonly optionKeys?: readonly string[];
  /** What options count for, by key; those that are not there count for nothing. */
  readonly optionScores?: Readonly<Record<string, number>>;
  /** For `rows`: the variables inside one child row. */
  readonly row?: Scope;
  /**
   * For single references, people and teams: the variables of what they point at. With it paths such as
   * `customer.owner.team` are typed step by step; a scope need not know paths itself. Asked only when a path is used.
   */
  readonly target?: Scope;
  /** For amounts of money: the ISO 4217 code of their currency. Sums, comparisons and choices take one currency only. */
  readonly currency?: string;
  /** What people call it, for messages that tell two variables apart. */
  readonly name?: LocalizedText;
  /** The teams or records referred to stand in a tree that is known here, so that `under` can ask for those below one. */
  readonly tree?: true;
}

/**
 * The names an expression may use. Record fields are plain ids (`amount`); system variables start with `$`:
 * `$user` (user), `$teams` (the actor's teams and those below them), `$ownTeams` (those teams alone), `$now`, `$today`, and `$old.<field>` in flow triggers.
 * Paths lead through references: `customer.owner.team` is asked whole first, then step by step by `target`. A path of
 * which a step is empty is null.
 */
export interface Scope {
  variable(path: string): VariableType | undefined;
}

/** What an expression is evaluated against; time and zone are handed in, never read from the machine. */
export interface Environment {
  /** Value of a variable, by the same path as in the scope; paths through references come whole (`customer.owner.team`). */
  get(path: string): Value | undefined;
  readonly now: Date;
  /** IANA zone that decides which day it is, e.g. `Asia/Shanghai`. */
  readonly timeZone: string;
  /** Public holidays and the weekend days worked in exchange; without it people work from Monday to Friday. */
  readonly calendar?: WorkCalendar | undefined;
  /** Where a telephone number was given out, as a code of GB/T 2260; known on the server only. */
  readonly regionOfPhone?: ((number: string) => string | undefined) | undefined;
  /** Where an internet address is used, as a code of GB/T 2260; known on the server only. */
  readonly regionOfIp?: ((address: string) => string | undefined) | undefined;
  /** What stands above a team or record in its tree; `path` is the variable that holds it. Nothing when it is not known. */
  readonly above?: ((id: string, path: string) => readonly string[] | undefined) | undefined;
}

/** A piece of parameterised SQL: `text` holds `?` at the place of each parameter, in order. Literal question marks never occur. */
export interface SqlFragment {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/**
 * Where SQL finds the values of variables. Asked once for each place a variable stands at; the source keeps track of the
 * joins that its answers need.
 */
export interface SqlSource {
  /**
   * SQL of a variable (also `$user`, `$teams`, `$old.x`), typed as in the table of kinds. Paths through references come
   * whole (`customer.owner.team`): a joined column or a subselect in brackets that is NULL when a step is empty.
   */
  column(path: string): SqlFragment;
  /**
   * A select of one column with some ids and all that stand below them in the tree of the variable's values. Without it
   * `under` is refused with `EXPR_NOT_SQL`.
   */
  below?(path: string, ids: SqlFragment): SqlFragment;
  /**
   * What stands behind FROM to read where telephone numbers are given out: columns `prefix` (of the national number) and
   * `region`, both text. Without it `phoneRegion` is refused with `EXPR_NOT_SQL`.
   */
  readonly phonePrefixes?: SqlFragment;
  /**
   * What stands behind FROM to read where internet addresses are used: columns `first` and `last` (inet) and `region` (text).
   * Without it `ipRegion` is refused with `EXPR_NOT_SQL`.
   */
  readonly ipRanges?: SqlFragment;
  /**
   * A condition on the value at the end of a path through references, false where a step is empty; `test` writes it for a
   * column. Answered by sources that find the records that meet it once instead of following the path for each row.
   */
  through?(path: string, test: (value: SqlFragment) => SqlFragment): SqlFragment;
  /** The list of a variable whose items stand in another table; without it conditions ask the list itself, row by row. */
  members?(path: string): SqlMembers | undefined;
  /** The rows of a `rows` variable, for totals over them; without it totals are refused with `EXPR_NOT_SQL`. */
  rows?(path: string): SqlRows;
}

/** A list that stands in another table, as conditions see it: the database looks for the records that hold an item. */
export interface SqlMembers {
  /** Records whose list holds one of the ids; the ids do not depend on the row. Never NULL. */
  any(ids: SqlFragment): SqlFragment;
  /** Records whose list holds all of the ids; none when there are no ids. Never NULL. */
  all(ids: SqlFragment): SqlFragment;
  /** Records whose list holds anything. Never NULL. */
  readonly some: SqlFragment;
}

/** Child rows as SQL sees them. The record's own variables stay reachable through the source's `column`. */
export interface SqlRows {
  /** SQL of a variable inside one row. */
  column(path: string): SqlFragment;
  /** What stands behind FROM, with an alias; asked after the columns, so that it can hold the joins they need. */
  from(): SqlFragment;
  /** Which of those rows belong to the record. */
  readonly where: SqlFragment;
  /** The order of the rows: what stands behind ORDER BY. */
  readonly order: SqlFragment;
}

/** A complaint found when a definition is saved; `path` leads to the place inside the expression (`and.0.==.1`). */
export interface ExpressionProblem {
  readonly code: string;
  readonly path: string;
  readonly message: LocalizedText;
}

/** The answer of the type checker. */
export type CheckResult =
  | {
      readonly ok: true;
      readonly kind: ValueKind;
      readonly variables: readonly string[];
      /** The currency of the result, when it is an amount of money. */
      readonly currency?: string;
    }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

/** Which sub-condition gave which result, with the actual values: the raw material of "why". */
export interface Explanation {
  readonly operator: string;
  readonly result: Value;
  /** For comparisons: the variable and both values that were compared. */
  readonly variable?: string;
  /** Every variable of the comparison, on either side. */
  readonly variables?: readonly string[];
  readonly left?: Value;
  readonly right?: Value;
  /** The values of further arguments: the upper bound of “between”, the days of a period. */
  readonly others?: readonly Value[];
  /** The conditions inside; for a condition on child rows one part per row, of the first rows. */
  readonly parts: readonly Explanation[];
  /** True when this part decided the result of its parent. */
  readonly decisive: boolean;
}
