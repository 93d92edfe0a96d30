import {
  type Environment,
  recordEnvironment,
  type RecordEnvironmentOptions,
  type Value,
} from "@mortise/expression";
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
}

/** A record after its rules and formulas have run. */
export interface SettledRecord {
  readonly values: RecordValues;
  readonly state: RecordState;
  /** The state of the record before the step; that of no record for a new one. */
  readonly before: RecordState;
}

/** Rules that set each other off for ever, which saving the definition points out, end after so many rounds. */
const MOST_ROUNDS = 10;

/** Lets formulas and rules run until nothing changes any more. Pure; the same in browser and server. */
export function settleRecord(
  logic: RecordLogic,
  step: RecordStep,
  moment: RecordEnvironmentOptions,
): SettledRecord {
  const heldBefore = step.before
    ? holdingRules(logic, environmentOf(step.before, step.rowsBefore ?? step.rows, moment))
    : new Set<string>();
  const known = new Set(heldBefore);
  let values = withFormulas(logic, step.values, { rows: step.rows, moment });
  let holding = holdingRules(logic, environmentOf(values, step.rows, moment));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const set = setValues(logic, values, { known, holding, step, moment });
    for (const rule of holding) known.add(rule);
    if (!set) break;
    values = withFormulas(logic, set, { rows: step.rows, moment });
    holding = holdingRules(logic, environmentOf(values, step.rows, moment));
  }
  return { values, state: stateOf(logic, holding), before: stateOf(logic, heldBefore) };
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

interface Round {
  /** Rules that held before or have set their values already. */
  readonly known: ReadonlySet<string>;
  readonly holding: ReadonlySet<string>;
  readonly step: RecordStep;
  readonly moment: RecordEnvironmentOptions;
}

/** The record with the values of the rules that have just come to hold; undefined when that changes nothing. */
function setValues(
  { rules }: RecordLogic,
  values: RecordValues,
  { known, holding, step, moment }: Round,
): RecordValues | undefined {
  const next: Record<string, Value> = { ...values };
  let isChanged = false;
  for (const { rule, sets } of rules) {
    if (!holding.has(rule.id) || known.has(rule.id)) continue;
    for (const { field, type, value } of sets) {
      if (step.given.has(field.id)) continue;
      const result = type.parse(value.evaluate(environmentOf(next, step.rows, moment)), field);
      if (!result.ok || JSON.stringify(result.value) === JSON.stringify(next[field.id] ?? null)) continue;
      next[field.id] = result.value;
      isChanged = true;
    }
  }
  return isChanged ? next : undefined;
}
