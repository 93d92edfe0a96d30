import type { RecordEnvironmentOptions } from "@mortise/expression";
import { fillDefaults, type RowsByField, withFormulas } from "@mortise/fields";
import type { Actor } from "../../actor.ts";
import { actorMoment } from "../../actor-moment.ts";
import { regionOfIp } from "../../places/ip-regions.ts";
import { regionOfPhone } from "../../places/phone-regions.ts";
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
  return { ...actorMoment(actor, { now, calendar: model.calendar() }), regionOfPhone, regionOfIp };
}

/** Fills the fields that were not given with their defaults. */
export function applyDefaults(model: EntityModel, values: Values, moment: WriteMoment): void {
  fillDefaults(entityRules(model), values, () => environmentOptions(model, moment));
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
