import { findTrigger } from "../../triggers/index.ts";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import { Settings } from "../../model/settings.ts";
import type { RecurringTrigger, TriggerType } from "../../model/trigger-type.ts";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";

/** A flow of the current release that starts at moments of its own. */
export interface StartingFlow {
  readonly app: string;
  readonly release: number;
  readonly flow: CompiledFlow;
  readonly settings: Settings;
  readonly trigger: TriggerType;
}

/** The flows of an app that start at moments of their own, as the current release has them. */
export function startingFlows(
  { releases }: ProcessParts,
  library: FlowLibrary,
  app: string,
): readonly StartingFlow[] {
  const { catalog } = releases.current(app);
  const entities = new Set(catalog.all("flow").map(({ entity }) => entity));
  return [...entities].flatMap((entity) => startingFlowsOf(library, app, entity));
}

/** The same of one entity. */
export function startingFlowsOf(library: FlowLibrary, app: string, entity: string): readonly StartingFlow[] {
  const { release, flows } = library.enabled(app, entity);
  return flows.flatMap((flow) => {
    const trigger = findTrigger(flow.document.trigger.type);
    if (!trigger?.appointment && !trigger?.rounds) return [];
    return [{ app, release, flow, trigger, settings: new Settings(flow.document.trigger.settings) }];
  });
}

/** Which flow that is. */
export function keyOf({ app, flow }: StartingFlow): { readonly app: string; readonly flow: string } {
  return { app, flow: flow.document.id };
}

/** The rounds in which a flow starts; undefined for flows that start by appointment. */
export function roundsOf({ trigger, settings }: StartingFlow): RecurringTrigger | undefined {
  return trigger.rounds?.(settings);
}

/** A moment that passed so long ago was missed, not just reached a little late. */
const MISSED_MS = 60 * 60_000;

/** Whether a moment counts as missed. */
export function isMissed(due: Date, now: Date): boolean {
  return now.getTime() - due.getTime() > MISSED_MS;
}
