import type { ValueKind } from "@mortise/expression";
import type { Json, LocalizedText } from "@mortise/kit";
import {
  type ConditionOperator,
  type ConditionParts,
  isOperandValue,
  type Operand,
  type OperatorNeed,
  readCall,
  readPath,
  variable,
} from "./condition-operator.ts";

interface BinarySpec {
  readonly id: string;
  /** Name in the expression language. */
  readonly call: string;
  readonly name: LocalizedText;
  readonly kinds: readonly ValueKind[];
  readonly operand?: Operand;
  /** Wrapped in `!`. */
  readonly negated?: boolean;
  readonly needs?: OperatorNeed;
  /** Which values the row takes; others belong to another operator. */
  readonly takes?: (value: Json) => boolean;
}

const isList = (value: Json): boolean => Array.isArray(value);
const isSingle = (value: Json): boolean => !Array.isArray(value);

function unwrap(expression: Json, isNegated: boolean): Json | undefined {
  return isNegated ? readCall(expression, "!")?.[0] : expression;
}

function binary(spec: BinarySpec): ConditionOperator {
  const { id, name, kinds, operand = "value", negated = false, takes = isSingle, needs } = spec;
  return {
    id,
    name,
    kinds,
    operand,
    ...(needs ? { needs } : {}),
    build: (path, value) => {
      const call = { [spec.call]: [variable(path), value] };
      return negated ? { "!": [call] } : call;
    },
    read: (expression) => {
      const inner = unwrap(expression, negated);
      const call = inner === undefined ? undefined : readCall(inner, spec.call);
      const path = readPath(call?.[0]);
      const value = call?.[1];
      if (path === undefined || call?.length !== 2 || !isOperandValue(value) || !takes(value))
        return undefined;
      return { path, value };
    },
  };
}

/** A team of the actor, or that of a person, by `suffix`, among the actor's teams. */
function amongTeams(
  id: string,
  name: LocalizedText,
  { kind, suffix, teams }: { readonly kind: ValueKind; readonly suffix: string; readonly teams: string },
): ConditionOperator {
  return {
    id,
    name,
    kinds: [kind],
    operand: "none",
    needs: "people",
    build: (path) => ({ within: [variable(`${path}${suffix}`), variable(teams)] }),
    read: (expression) => {
      const call = readCall(expression, "within");
      const path = readPath(call?.[0]);
      if (path === undefined || !path.endsWith(suffix) || readPath(call?.[1]) !== teams) return undefined;
      return { path: path.slice(0, path.length - suffix.length), value: null };
    },
  };
}

const OWN_TEAM = { kind: "team", suffix: "" } as const;
const PERSONS_TEAM = { kind: "user", suffix: ".team" } as const;

/** The first or the last day of a range, compared with a day. */
function edgeOfRange(
  id: string,
  { edge, call }: { readonly edge: "rangeStart" | "rangeEnd"; readonly call: string },
  name: LocalizedText,
): ConditionOperator {
  return {
    id,
    name,
    kinds: ["dateRange"],
    operand: "day",
    build: (path, value) => ({ [call]: [{ [edge]: [variable(path)] }, value] }),
    read: (expression) => {
      const parts = readCall(expression, call);
      const inner = parts?.[0];
      const path = inner === undefined ? undefined : readPath(readCall(inner, edge)?.[0]);
      const value = parts?.[1];
      return path !== undefined && parts?.length === 2 && isOperandValue(value) ? { path, value } : undefined;
    },
  };
}

function emptiness(id: "empty" | "notEmpty", name: LocalizedText): ConditionOperator {
  return {
    id,
    name,
    kinds: EVERY_KIND,
    operand: "none",
    build: (path) => ({ [id]: [variable(path)] }),
    read: (expression) => {
      const path = readPath(readCall(expression, id)?.[0]);
      return path === undefined ? undefined : { path, value: null };
    },
  };
}

function readBound(expression: Json | undefined, operator: string): ConditionParts | undefined {
  const call = expression === undefined ? undefined : readCall(expression, operator);
  const path = readPath(call?.[0]);
  const value = call?.[1];
  return path !== undefined && isOperandValue(value) ? { path, value } : undefined;
}

const EVERY_KIND: readonly ValueKind[] = [
  "text",
  "number",
  "duration",
  "boolean",
  "date",
  "datetime",
  "option",
  "options",
  "region",
  "user",
  "team",
  "reference",
  "users",
  "teams",
  "references",
  "time",
  "dateRange",
  "secret",
  "files",
];
const EXACT: readonly ValueKind[] = [
  "text",
  "number",
  "duration",
  "date",
  "option",
  "region",
  "user",
  "team",
  "reference",
  "time",
  "dateRange",
];
const CHOSEN: readonly ValueKind[] = ["option", "user", "team", "reference"];
const LISTS: readonly ValueKind[] = ["options", "users", "teams", "references"];
const AMOUNTS: readonly ValueKind[] = ["number", "duration"];
const TREES: readonly ValueKind[] = ["team", "reference"];
const TIMES: readonly ValueKind[] = ["date", "datetime"];
const ORDERED_TIMES: readonly ValueKind[] = [...TIMES, "time"];

const between: ConditionOperator = {
  id: "between",
  name: { zh: "介于", en: "is between" },
  kinds: ["number", "duration", "date", "datetime", "time"],
  operand: "range",
  build: (path, value) => {
    // An array inside JSON holds JSON.
    const [from = null, to = null] = Array.isArray(value) ? (value as readonly Json[]) : [];
    return { and: [{ ">=": [variable(path), from] }, { "<=": [variable(path), to] }] };
  },
  read: (expression) => {
    const bounds = readCall(expression, "and");
    const from = readBound(bounds?.[0], ">=");
    const to = readBound(bounds?.[1], "<=");
    if (bounds?.length !== 2 || !from || !to || from.path !== to.path) return undefined;
    return { path: from.path, value: [from.value, to.value] };
  },
};

const inPeriod: ConditionOperator = {
  id: "inPeriod",
  name: { zh: "在期间", en: "is in" },
  kinds: TIMES,
  operand: "period",
  build: (path, value) => {
    const period: readonly Json[] = Array.isArray(value) ? value : [value];
    return { inPeriod: [variable(path), ...period] };
  },
  read: (expression) => {
    const [first, ...period] = readCall(expression, "inPeriod") ?? [];
    const path = readPath(first);
    return path === undefined || typeof period[0] !== "string" ? undefined : { path, value: period };
  },
};

const isOn: ConditionOperator = {
  id: "isTrue",
  name: { zh: "是", en: "is" },
  kinds: ["boolean"],
  operand: "value",
  build: (path, value) => ({ "==": [variable(path), value] }),
  read: (expression) => {
    const [first, value] = readCall(expression, "==") ?? [];
    const path = readPath(first);
    return path === undefined || typeof value !== "boolean" ? undefined : { path, value };
  },
};

/** Operators of condition rows in the order in which they are offered; the first that reads an expression names it. */
export const conditionOperators: readonly ConditionOperator[] = [
  isOn,
  inPeriod,
  // A region means what lies in it as well, unless one says otherwise.
  binary({ id: "within", call: "within", name: { zh: "属于地区", en: "is within" }, kinds: ["region"] }),
  binary({
    id: "notWithin",
    call: "within",
    negated: true,
    name: { zh: "不属于地区", en: "is not within" },
    kinds: ["region"],
  }),
  binary({ id: "is", call: "==", name: { zh: "是", en: "is" }, kinds: EXACT }),
  binary({ id: "isNot", call: "!=", name: { zh: "不是", en: "is not" }, kinds: EXACT }),
  binary({
    id: "in",
    call: "in",
    name: { zh: "是其中之一", en: "is one of" },
    kinds: CHOSEN,
    operand: "list",
    takes: isList,
  }),
  binary({
    id: "notIn",
    call: "in",
    negated: true,
    name: { zh: "不是其中任何一个", en: "is none of" },
    kinds: CHOSEN,
    operand: "list",
    takes: isList,
  }),
  amongTeams("myTeam", { zh: "是我的团队", en: "is my team" }, { ...OWN_TEAM, teams: "$ownTeams" }),
  amongTeams(
    "myTeamBelow",
    { zh: "是我的团队或下级", en: "is my team or below" },
    { ...OWN_TEAM, teams: "$teams" },
  ),
  amongTeams("inMyTeam", { zh: "在我的团队", en: "is in my team" }, { ...PERSONS_TEAM, teams: "$ownTeams" }),
  amongTeams(
    "inMyTeamBelow",
    { zh: "在我的团队或下级", en: "is in my team or below" },
    { ...PERSONS_TEAM, teams: "$teams" },
  ),
  binary({
    id: "under",
    call: "under",
    name: { zh: "是（含下级）", en: "is or is below" },
    kinds: TREES,
    operand: "nodes",
    needs: "tree",
    takes: () => true,
  }),
  binary({
    id: "notUnder",
    call: "under",
    negated: true,
    name: { zh: "不是（含下级）", en: "is not, nor below" },
    kinds: TREES,
    operand: "nodes",
    needs: "tree",
    takes: () => true,
  }),
  binary({
    id: "contains",
    call: "contains",
    name: { zh: "包含", en: "contains" },
    kinds: ["text"],
    operand: "text",
  }),
  binary({
    id: "notContains",
    call: "contains",
    negated: true,
    name: { zh: "不包含", en: "does not contain" },
    kinds: ["text"],
    operand: "text",
  }),
  binary({
    id: "startsWith",
    call: "startsWith",
    name: { zh: "开头是", en: "starts with" },
    kinds: ["text"],
    operand: "text",
  }),
  binary({
    id: "endsWith",
    call: "endsWith",
    name: { zh: "结尾是", en: "ends with" },
    kinds: ["text"],
    operand: "text",
  }),
  binary({
    id: "holds",
    call: "contains",
    name: { zh: "包含", en: "contains" },
    kinds: LISTS,
    operand: "item",
  }),
  binary({
    id: "containsAny",
    call: "containsAny",
    name: { zh: "包含任意一个", en: "contains any of" },
    kinds: LISTS,
    operand: "list",
    takes: isList,
  }),
  binary({
    id: "containsAll",
    call: "containsAll",
    name: { zh: "同时包含", en: "contains all of" },
    kinds: LISTS,
    operand: "list",
    takes: isList,
  }),
  binary({
    id: "containsNone",
    call: "containsAny",
    negated: true,
    name: { zh: "都不包含", en: "contains none of" },
    kinds: LISTS,
    operand: "list",
    takes: isList,
  }),
  binary({ id: "greater", call: ">", name: { zh: "大于", en: "is greater than" }, kinds: AMOUNTS }),
  binary({ id: "atLeast", call: ">=", name: { zh: "大于等于", en: "is at least" }, kinds: AMOUNTS }),
  binary({ id: "less", call: "<", name: { zh: "小于", en: "is less than" }, kinds: AMOUNTS }),
  binary({ id: "atMost", call: "<=", name: { zh: "小于等于", en: "is at most" }, kinds: AMOUNTS }),
  binary({ id: "after", call: ">", name: { zh: "晚于", en: "is after" }, kinds: ORDERED_TIMES }),
  binary({ id: "onOrAfter", call: ">=", name: { zh: "不早于", en: "is not before" }, kinds: ORDERED_TIMES }),
  binary({ id: "before", call: "<", name: { zh: "早于", en: "is before" }, kinds: ORDERED_TIMES }),
  binary({ id: "onOrBefore", call: "<=", name: { zh: "不晚于", en: "is not after" }, kinds: ORDERED_TIMES }),
  between,
  binary({
    id: "overlaps",
    call: "overlaps",
    name: { zh: "与区间重叠", en: "overlaps" },
    kinds: ["dateRange"],
  }),
  binary({
    id: "notOverlaps",
    call: "overlaps",
    negated: true,
    name: { zh: "不与区间重叠", en: "does not overlap" },
    kinds: ["dateRange"],
  }),
  binary({
    id: "covers",
    call: "covers",
    name: { zh: "包含某天", en: "includes the day" },
    kinds: ["dateRange"],
    operand: "day",
  }),
  edgeOfRange(
    "startsFrom",
    { edge: "rangeStart", call: ">=" },
    { zh: "开始不早于", en: "starts on or after" },
  ),
  edgeOfRange("endsBy", { edge: "rangeEnd", call: "<=" }, { zh: "结束不晚于", en: "ends on or before" }),
  emptiness("empty", { zh: "为空", en: "is empty" }),
  emptiness("notEmpty", { zh: "不为空", en: "is not empty" }),
];

/** What a place has that some comparisons need. */
export type OperatorPlace = Readonly<Partial<Record<OperatorNeed, boolean>>>;

const EVERYWHERE: OperatorPlace = { tree: true, people: true };

/** The operators that a value of that kind can be compared with; `place` leaves out those that lack what they need. */
export function fieldOperators(
  kind: ValueKind,
  place: OperatorPlace = EVERYWHERE,
): readonly ConditionOperator[] {
  return conditionOperators.filter(
    ({ kinds, needs }) => kinds.includes(kind) && (needs === undefined || place[needs] === true),
  );
}
