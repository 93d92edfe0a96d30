import type { WorkHours } from "@mortise/expression";
import type { CompiledFlow } from "../compiled-flow.ts";
import { matchesTrigger, triggerAsksForPeople } from "../match-trigger.ts";
import type { Roster } from "../roster.ts";
import type { PastDecision, PastEvent, PastStart } from "./past.ts";
import type { Pause } from "./pause.ts";

/** By what the past is searched. */
export interface StartSearch {
  readonly timeZone: string;
  readonly calendar: WorkHours;
  readonly roster: Roster;
  readonly pause: Pause;
}

/** Under what key the decisions of one moment about one record stand. */
export function momentKey(record: string, at: number): string {
  return `${record} ${at}`;
}

/** Which flow is asked about a moment, given what was decided then; undefined when none is. */
export type FlowOfMoment = (decisions: readonly PastDecision[]) => CompiledFlow | undefined;

/**
 * The moments at which a flow starts, in the order in which owners were decided then. Decisions that were made are
 * found by `momentKey`; each belongs to one start.
 */
export async function findStarts(
  flowOf: FlowOfMoment,
  events: readonly PastEvent[],
  decided: ReadonlyMap<string, readonly PastDecision[]>,
  search: StartSearch,
): Promise<readonly PastStart[]> {
  const taken = new Set<string>();
  const { timeZone, calendar, roster, pause } = search;
  const starts: PastStart[] = [];
  for (const event of events) {
    if (pause.isDue()) await pause.take();
    if (event.skipsFlows) continue;
    const key = momentKey(event.record, event.at.getTime());
    const decisions = taken.has(key) ? [] : (decided.get(key) ?? []);
    const flow = flowOf(decisions);
    if (!flow) continue;
    const people = triggerAsksForPeople(flow) ? { roster } : {};
    const moment = { now: event.at, timeZone, calendar, user: event.startedBy, ...people };
    if (!matchesTrigger(flow, event, moment)) continue;
    taken.add(key);
    const [first] = decisions;
    const values = first ? { ...event.after, ...first.basis.values } : event.after;
    starts.push({ flow, event, values, decisions, owner: ownerAfter(event) });
  }
  return inTurn(starts);
}

/** Who owns a record when all that happened at one moment is over. */
function ownerAfter(event: PastEvent): string | null {
  let last = event;
  while (last.next && last.next.at.getTime() === event.at.getTime()) last = last.next;
  const owner = last.after["owner"];
  return typeof owner === "string" ? owner : null;
}

/** Writes of one time may have waited for one another: those that have a turn change places, so that turns follow in order. */
function inTurn(starts: readonly PastStart[]): readonly PastStart[] {
  const turnOf = (start: PastStart): number | undefined => start.decisions[0]?.turn;
  const turned = starts
    .filter((start) => turnOf(start) !== undefined)
    .toSorted((a, b) => (turnOf(a) ?? 0) - (turnOf(b) ?? 0));
  let next = 0;
  return starts.map((start) => (turnOf(start) === undefined ? start : (turned[next++] ?? start)));
}
