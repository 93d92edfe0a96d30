import type { LocalizedText, SettingSpec } from "@mortise/kit";
import type { CheckContext, SettingProblem } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";
import type { StepContext } from "../model/step-context.ts";
import type { SummaryContext } from "../model/node-type.ts";

/** A way of naming people relative to a record: its owner, the owner's manager, a team, a role … */
export interface PeopleSource {
  readonly id: string;
  readonly name: LocalizedText;
  readonly settings: readonly SettingSpec[];
  /** They are named by the record: flows without one have none. */
  readonly ofRecord?: true;
  /** They are asked one after the other, in their order. */
  readonly inTurn?: true;
  /** Who has to choose the people first, when the step is reached; `StepContext.picked` then holds their choice. */
  readonly pickers?: (context: StepContext) => readonly string[];
  /** Ids of the people meant; may hold nobody. */
  find(context: StepContext, settings: Settings): readonly string[];
  summary(settings: Settings, context: SummaryContext): LocalizedText;
  check(settings: Settings, context: CheckContext): readonly SettingProblem[];
}

/** Freezes a source's definition. */
export function definePeople<const Definition extends PeopleSource>(definition: Definition): Definition {
  return Object.freeze(definition);
}
