import {
  type Environment,
  recordEnvironment,
  type RecordEnvironmentOptions,
  type Value,
} from "@mortise/expression";
import type { Result } from "@mortise/kit";
import type { CompiledFill, CompiledSet } from "./compiled-rule.ts";
import { askOf, type FillAsk, fillKey, type FoundFills, isComplete, NOTHING_FOUND } from "./fill-lookup.ts";
import type { RecordLogic } from "./record-logic.ts";
import { holdingRules, type RecordState, stateOf } from "./record-state.ts";

/** The values of a record by field id. */
export type RecordValues = Readonly<Record<string, Value>>;

/** Child rows by sub-table field. */
export type RowsByField = ReadonlyMap<string, readonly RecordValues[]>;

/** A record on its way: what it is now, what it was, and what the person or caller named. */
export interface RecordStep {
  readonly values: RecordValues;
  /** The record before this step; absent for a new one. */
  readonly before?: RecordValues | undefined;
  /** Fields that this step names itself: rules do not set them. */
  readonly given: ReadonlySet<string>;
  readonly rows?: RowsByField;
  readonly rowsBefore?: RowsByField;
  /** What is known of the records that data linkages look up. */
  readonly found?: FoundFills;
}

/** A record after its rules and formulas have run. */
export interface SettledRecord {
  readonly values: RecordValues;
  readonly state: RecordState;
  /** The state of the record before the step; that of no record for a new one. */
  readonly before: RecordState;
  /** Child rows that data linkages made, by sub-table field. */
  readonly filled: RowsByField;
  /** What has to be looked up before the record is settled: settle it again with the answers. */
  readonly wanted: readonly FillAsk[];
  /** Fields that rules gave another value on the way, also those that came back to what they held. */
  readonly touched: ReadonlySet<string>;
}

/** Rules that set each other off for ever, which saving the definition points out, end after so many rounds. */
const MOST_ROUNDS = 10;

/** Lets formulas and rules run until nothing changes any more. Pure; the same in browser and server. */
export function settleRecord(
  logic: RecordLogic,
  step: RecordStep,
  moment: RecordEnvironmentOptions,
): SettledRecord {
  const was = step.before && environmentOf(step.before, step.rowsBefore ?? step.rows, moment);
  const heldBefore = was ? holdingRules(logic, was) : new Set<string>();
  const round: Round = {
    step,
    moment,
    known: new Set(heldBefore),
    asked: was ? asksOf(logic, heldBefore, was) : new Map(),
    filled: new Map(),
    wanted: [],
    touched: new Set(),
  };
  let values = withFormulas(logic, step.values, { rows: step.rows, moment });
  let environment = environmentOf(values, rowsOf(round), moment);
  let holding = holdingRules(logic, environment);
  for (let count = 0; count < MOST_ROUNDS; count += 1) {
    const next = giveValues(logic, values, holding, round);
    for (const rule of holding) round.known.add(rule);
    if (!next) break;
    values = withFormulas(logic, next, { rows: rowsOf(round), moment });
    environment = environmentOf(values, rowsOf(round), moment);
    holding = holdingRules(logic, environment);
  }
  return {
    values,
    state: stateOf(logic, holding, environment),
    before: stateOf(logic, heldBefore, was),
    filled: round.filled,
    wanted: round.wanted,
    touched: round.touched,
  };
}

/** Fills the fields that were not given with their defaults, in place: imports do it for every row. */
export function fillDefaults(
  { defaults }: RecordLogic,
  values: Record<string, Value>,
  moment: () => RecordEnvironmentOptions,
): void {
  let environment: Environment | undefined;
  for (const { field, type, compiled } of defaults) {
    if (Object.hasOwn(values, field.id)) continue;
    environment ??= recordEnvironment(values, moment());
    const result = type.parse(compiled.evaluate(environment), field);
    if (result.ok) values[field.id] = result.value;
  }
}

/** The record with its formulas worked out, sums over its child rows included. */
export function withFormulas(
  { formulas }: RecordLogic,
  values: RecordValues,
  { rows, moment }: { readonly rows?: RowsByField | undefined; readonly moment: RecordEnvironmentOptions },
): RecordValues {
  if (formulas.length === 0) return values;
  const record: Record<string, Value> = { ...values };
  const seen: Record<string, Value> = { ...values };
  for (const [field, list] of rows ?? []) seen[field] = list;
  const environment = recordEnvironment(seen, moment);
  for (const { field, type, compiled } of formulas) {
    // The type rounds; a result that its column cannot hold is no result.
    const fit = type.parse(compiled.evaluate(environment), field);
    const value = fit.ok ? fit.value : null;
    seen[field.id] = value;
    record[field.id] = value;
  }
  return record;
}

function environmentOf(
  values: RecordValues,
  rows: RowsByField | undefined,
  moment: RecordEnvironmentOptions,
) {
  return recordEnvironment(rows ? { ...values, ...Object.fromEntries(rows) } : values, moment);
}

/** What one settling has seen and done so far. */
interface Round {
  readonly step: RecordStep;
  readonly moment: RecordEnvironmentOptions;
  /** Rules that held before or have set their values already. */
  readonly known: Set<string>;
  /** By data linkage: what it was asked last. */
  readonly asked: Map<CompiledFill, FillAsk>;
  readonly filled: Map<string, readonly RecordValues[]>;
  readonly wanted: FillAsk[];
  readonly touched: Set<string>;
}

/** The rows as they are by now. */
function rowsOf({ step, filled }: Round): RowsByField | undefined {
  return filled.size === 0 ? step.rows : new Map([...(step.rows ?? []), ...filled]);
}

function asksOf(
  { rules }: RecordLogic,
  held: ReadonlySet<string>,
  environment: Environment,
): Map<CompiledFill, FillAsk> {
  const asked = new Map<CompiledFill, FillAsk>();
  for (const { rule, gifts } of rules) {
    if (!held.has(rule.id)) continue;
    for (const gift of gifts) if ("action" in gift) asked.set(gift, askOf(rule.id, gift, environment));
  }
  return asked;
}

/**
 * The record with the values of the rules that have just come to hold, and of data linkages that match something else
 * now; undefined when that changes nothing.
 */
function giveValues(
  { rules }: RecordLogic,
  values: RecordValues,
  holding: ReadonlySet<string>,
  round: Round,
): RecordValues | undefined {
  const next: Record<string, Value> = { ...values };
  let isChanged = false;
  for (const { rule, gifts } of rules) {
    if (!holding.has(rule.id)) continue;
    for (const gift of gifts) {
      const given =
        "action" in gift
          ? fillFrom(rule.id, gift, { next, round })
          : !round.known.has(rule.id) && setFrom(gift, { next, round });
      isChanged = given || isChanged;
    }
  }
  return isChanged ? next : undefined;
}

interface Giving {
  readonly next: Record<string, Value>;
  readonly round: Round;
}

function setFrom({ field, type, value }: CompiledSet, { next, round }: Giving): boolean {
  if (round.step.given.has(field.id)) return false;
  const given = value.evaluate(environmentOf(next, rowsOf(round), round.moment));
  return put({ next, round }, field.id, type.parse(given, field));
}

function fillFrom(rule: string, fill: CompiledFill, { next, round }: Giving): boolean {
  const { step, moment, asked } = round;
  const targets = fill.targets.filter(({ field }) => !step.given.has(field.id));
  if (targets.length === 0) return false;
  const ask = askOf(rule, fill, environmentOf(next, rowsOf(round), moment));
  const key = fillKey(ask);
  const last = asked.get(fill);
  if (last && fillKey(last) === key) return false;
  asked.set(fill, ask);
  const isEmpty = !isComplete(ask);
  // Nothing was matched and nothing is: what stands there was not filled by this linkage.
  if (isEmpty && !(last && isComplete(last))) return false;
  const found = isEmpty ? {} : (step.found ?? NOTHING_FOUND).get(key);
  if (!found) {
    round.wanted.push(ask);
    return false;
  }
  if (fill.action.rows !== undefined) {
    round.filled.set(fill.action.rows, found.rows ?? []);
    return true;
  }
  const isFilled = targets.map(({ field, type }) => {
    const given = isEmpty ? null : found.values?.[field.id];
    return given === undefined ? false : put({ next, round }, field.id, type.parse(given, field));
  });
  return isFilled.includes(true);
}

/** What does not fit its field is left as it was. */
function put({ next, round }: Giving, id: string, result: Result<Value>): boolean {
  if (!result.ok || JSON.stringify(result.value) === JSON.stringify(next[id] ?? null)) return false;
  next[id] = result.value;
  round.touched.add(id);
  return true;
}
