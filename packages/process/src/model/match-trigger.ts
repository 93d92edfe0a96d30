import type { FlowDocument } from "@mortise/metadata";
import { findTrigger } from "../triggers/index.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import type { Values } from "./effect.ts";
import { type FlowMoment, flowEnvironment } from "./flow-environment.ts";
import { Settings } from "./settings.ts";
import type { FlowButton, RecordEvent } from "./trigger-type.ts";

/** Whether a change of one record starts the flow: the trigger fits and its condition holds. */
export function matchesTrigger(flow: CompiledFlow, event: RecordEvent, moment: FlowMoment): boolean {
  const { trigger } = flow.document;
  const type = findTrigger(trigger.type);
  if (!type?.matches(new Settings(trigger.settings), event)) return false;
  return meetsCondition(flow, event.after, { ...moment, old: event.before });
}

/** Whether a record meets the condition to which the trigger is narrowed. */
export function meetsCondition(flow: CompiledFlow, record: Values, moment: FlowMoment): boolean {
  const when = new Settings(flow.document.trigger.settings).expression("when");
  return when === undefined || flow.test(when, flowEnvironment(record, moment));
}

/** The button by which people start a flow; undefined for flows that changes start. */
export function flowButton({ trigger }: FlowDocument): FlowButton | undefined {
  return findTrigger(trigger.type)?.button?.(new Settings(trigger.settings));
}

/** Whether the trigger's condition asks who belongs to which team. */
export function triggerAsksForPeople(flow: CompiledFlow): boolean {
  const when = new Settings(flow.document.trigger.settings).expression("when");
  return when !== undefined && flow.asksForPeople(when);
}
