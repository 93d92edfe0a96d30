import { dueAfter } from "@mortise/expression";
import type { StepContext } from "../model/step-context.ts";

/** The moment a duration setting ends, counted from now, working time by the company's calendar; null without one. */
export function dueAt(context: StepContext, setting: string): string | null {
  const { now, calendar, timeZone } = context.world;
  return dueAfter(context.settings.text(setting) ?? "", now, { calendar, timeZone })?.toISOString() ?? null;
}
