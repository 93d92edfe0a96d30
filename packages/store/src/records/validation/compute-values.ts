import {
  type Environment,
  recordEnvironment,
  type RecordEnvironmentOptions,
  type Value,
} from "@mortise/expression";
import type { Actor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { Values } from "../model/row-values.ts";
import { entityRules } from "./entity-rules.ts";

/** Who writes when: what `$user`, `$teams`, `$now` and `$today` mean. */
export interface WriteMoment {
  readonly actor: Actor;
  readonly now: Date;
}

/** Child rows by sub-table field. */
export type RowsByField = ReadonlyMap<string, readonly Readonly<Record<string, Value>>[]>;

function environmentOptions(model: EntityModel, { actor, now }: WriteMoment): RecordEnvironmentOptions {
  return {
    now,
    timeZone: actor.timeZone,
    calendar: model.calendar(),
    teams: actor.teams,
    ownTeams: actor.ownTeams,
    ...(actor.userId === null ? {} : { user: actor.userId }),
  };
}

/** Fills the fields that were not given with their defaults. */
export function applyDefaults(model: EntityModel, values: Values, moment: WriteMoment): void {
  let environment: Environment | undefined;
  for (const { field, compiled } of entityRules(model).defaults) {
    if (Object.hasOwn(values, field.id) || !field.type || !field.definition) continue;
    environment ??= recordEnvironment(values, environmentOptions(model, moment));
    const result = field.type.parse(compiled.evaluate(environment), field.definition);
    if (result.ok) values[field.id] = result.value;
  }
}

/** Computes all formulas of a record, sums over its child rows included. */
export function applyFormulas(
  model: EntityModel,
  values: Values,
  { moment, children }: { readonly moment: WriteMoment; readonly children?: RowsByField },
): void {
  const { formulas } = entityRules(model);
  if (formulas.length === 0) return;
  const record: Values = { ...values };
  for (const [field, rows] of children ?? []) record[field] = rows;
  const environment = recordEnvironment(record, environmentOptions(model, moment));
  for (const { field, compiled } of formulas) {
    const result = compiled.evaluate(environment);
    // The type rounds; a result that its column cannot hold is no result.
    const fit = field.type && field.definition ? field.type.parse(result, field.definition) : undefined;
    const value = fit?.ok ? fit.value : null;
    record[field.id] = value;
    values[field.id] = value;
  }
}
