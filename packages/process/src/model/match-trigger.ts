import { recordEnvironment } from "@mortise/expression";
import { CHINA_CALENDAR } from "@mortise/fields";
import { findTrigger } from "../triggers/index.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import { Settings } from "./settings.ts";
import type { RecordEvent } from "./trigger-type.ts";

/** When and for whom a change happened. */
export interface MatchContext {
  readonly now: Date;
  readonly timeZone: string;
  readonly user: string | null;
}

/** Whether a change of one record starts the flow: the trigger fits and its condition holds. */
export function matchesTrigger(flow: CompiledFlow, event: RecordEvent, context: MatchContext): boolean {
  const { trigger } = flow.document;
  const type = findTrigger(trigger.type);
  const settings = new Settings(trigger.settings);
  if (!type?.matches(settings, event)) return false;
  const when = settings.expression("when");
  if (when === undefined) return true;
  const environment = recordEnvironment(event.after, {
    now: context.now,
    timeZone: context.timeZone,
    calendar: CHINA_CALENDAR,
    ...(context.user === null ? {} : { user: context.user }),
    ...(event.before ? { old: event.before } : {}),
  });
  return flow.test(when, environment);
}
