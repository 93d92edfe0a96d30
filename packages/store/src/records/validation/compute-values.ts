import { type Environment, recordEnvironment, type RecordEnvironmentOptions } from "@mortise/expression";
import { type RowsByField, withFormulas } from "@mortise/fields";
import type { Actor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { Values } from "../model/row-values.ts";
import { entityRules } from "./entity-rules.ts";

/** Who writes when: what `$user`, `$teams`, `$now` and `$today` mean. */
export interface WriteMoment {
  readonly actor: Actor;
  readonly now: Date;
}

/** What expressions know of the moment of a write. */
export function environmentOptions(
  model: EntityModel,
  { actor, now }: WriteMoment,
): RecordEnvironmentOptions {
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
  for (const { field, type, compiled } of entityRules(model).defaults) {
    if (Object.hasOwn(values, field.id)) continue;
    environment ??= recordEnvironment(values, environmentOptions(model, moment));
    const result = type.parse(compiled.evaluate(environment), field);
    if (result.ok) values[field.id] = result.value;
  }
}

/** Computes all formulas of a record, sums over its child rows included. */
export function applyFormulas(
  model: EntityModel,
  values: Values,
  { moment, children }: { readonly moment: WriteMoment; readonly children?: RowsByField },
): void {
  const logic = entityRules(model);
  if (logic.formulas.length === 0) return;
  Object.assign(
    values,
    withFormulas(logic, values, { rows: children, moment: environmentOptions(model, moment) }),
  );
}
