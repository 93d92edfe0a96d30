import { durationMilliseconds } from "../model/duration.ts";
import type { StepContext } from "../model/step-context.ts";

/** The moment a duration setting ends, counted from now; null without one. */
export function dueAt(context: StepContext, setting: string): string | null {
  const milliseconds = durationMilliseconds(context.settings.text(setting) ?? "");
  return milliseconds === undefined
    ? null
    : new Date(context.world.now.getTime() + milliseconds).toISOString();
}
