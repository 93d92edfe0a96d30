import type { JsonObject, LocalizedText, SettingSpec } from "@mortise/kit";
import type { Values } from "./effect.ts";
import type { CheckContext, SettingProblem, SummaryContext } from "./node-type.ts";
import type { Settings } from "./settings.ts";

/** A change of one record, as triggers see it. */
export interface RecordEvent {
  readonly type: "created" | "updated" | "deleted" | "restored";
  readonly before?: Values;
  readonly after: Values;
  readonly changed: readonly string[];
}

/** The button of a flow that people start themselves. */
export interface FlowButton {
  readonly label: LocalizedText;
  /** Roles whose holders may press it; none means everybody who sees the record. */
  readonly roles: readonly string[];
  /** Fields that are filled in first and saved with the start. */
  readonly ask: readonly string[];
  /** Whether these fields have to be filled in. */
  readonly must: boolean;
  /** Whether it is offered for several records of a list. */
  readonly many: boolean;
  /** What is asked before it starts. */
  readonly confirm?: LocalizedText;
}

/** A kind of event that starts flows, in one folder. The shared `when` condition is checked by the engine. */
export interface TriggerType {
  readonly id: string;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly icon: string;
  readonly settings: readonly SettingSpec[];
  readonly initial: JsonObject;
  /** Whether the change is of this kind. */
  matches(settings: Settings, event: RecordEvent): boolean;
  /** The button by which people start the flow; only of triggers that no change matches. */
  button?(settings: Settings): FlowButton;
  /** What starts the flow, in one line of business words. */
  summary(settings: Settings, context: SummaryContext): LocalizedText;
  check(settings: Settings, context: CheckContext): readonly SettingProblem[];
}

/** Freezes a trigger type's definition; the place where its shape is checked. */
export function defineTrigger<const Definition extends TriggerType>(definition: Definition): Definition {
  return Object.freeze(definition);
}

/** Every trigger may narrow itself to records that meet a condition; `$old.` fields hold the values before. */
export const whenSetting: SettingSpec = {
  id: "when",
  name: { zh: "并且满足", en: "And the record meets" },
  kind: "condition",
};
