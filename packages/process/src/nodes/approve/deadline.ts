import { dueAfter, durationMilliseconds } from "@mortise/expression";
import type { StepContext } from "../../model/step-context.ts";
import { dueAt } from "../due.ts";

/** Reminders after the deadline, at most. */
const MOST_REMINDERS = 20;

/** When an approval is due, and the next moment at which something happens while it waits. */
export interface Deadline {
  readonly due: string | null;
  readonly next: string | null;
}

/** The deadline of an approval that is asked for now. */
export function firstDeadline(context: StepContext): Deadline {
  const due = dueAt(context, "due");
  return due === null ? { due, next: null } : { due, next: momentAfter(context, due, context.world.now) };
}

/** The deadline of an approval that was asked for earlier, as it stands now. */
export function laterDeadline(context: StepContext): Deadline {
  const due = context.memory.text("due") ?? null;
  return due === null ? { due, next: null } : { due, next: momentAfter(context, due, context.world.now) };
}

/** The first moment after `now` of: the reminder before the deadline, the deadline itself, the reminders after it. */
function momentAfter(context: StepContext, due: string, now: Date): string | null {
  const { settings } = context;
  const deadline = new Date(due);
  const before = durationMilliseconds(settings.text("remindBefore") ?? "");
  const moments = before === undefined ? [] : [new Date(deadline.getTime() - before)];
  moments.push(deadline, ...remindersAfter(context, deadline));
  return moments.find((moment) => moment > now)?.toISOString() ?? null;
}

function remindersAfter(context: StepContext, deadline: Date): readonly Date[] {
  const every = context.settings.text("remindEvery");
  if (every === undefined) return [];
  const { calendar, timeZone } = context.world;
  const moments: Date[] = [];
  for (let from = deadline; moments.length < MOST_REMINDERS;) {
    const next = dueAfter(every, from, { calendar, timeZone });
    if (!next || next <= from) break;
    moments.push(next);
    from = next;
  }
  return moments;
}
