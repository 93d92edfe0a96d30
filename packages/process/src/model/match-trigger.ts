import { findTrigger } from "../triggers/index.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import { type FlowMoment, flowEnvironment } from "./flow-environment.ts";
import { Settings } from "./settings.ts";
import type { RecordEvent } from "./trigger-type.ts";

/** Whether a change of one record starts the flow: the trigger fits and its condition holds. */
export function matchesTrigger(flow: CompiledFlow, event: RecordEvent, moment: FlowMoment): boolean {
  const { trigger } = flow.document;
  const type = findTrigger(trigger.type);
  const settings = new Settings(trigger.settings);
  if (!type?.matches(settings, event)) return false;
  const when = settings.expression("when");
  if (when === undefined) return true;
  return flow.test(when, flowEnvironment(event.after, { ...moment, old: event.before }));
}

/** Whether the trigger's condition asks who belongs to which team. */
export function triggerAsksForPeople(flow: CompiledFlow): boolean {
  const when = new Settings(flow.document.trigger.settings).expression("when");
  return when !== undefined && flow.asksForPeople(when);
}
