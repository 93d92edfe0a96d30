import type { LocalizedText } from "@mortise/kit";
import type { DecisionDetail } from "../../model/decision.ts";
import type { Settings } from "../../model/settings.ts";
import type { Pick } from "../../model/strategy-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { RosterUser } from "../../model/roster.ts";
import { demandDetails, skillDemand } from "./skills.ts";
import { regionDetails } from "./team-choice.ts";
import { waitingFor } from "./waiting.ts";
import { type Candidate, candidatesAmong, isFree } from "./candidate.ts";

/** So many people are told of in the reason of a decision; whoever was chosen is always among them. */
const MOST_TOLD = 20;
const NOBODY: LocalizedText = { zh: "没有可分配的人", en: "nobody is available" };

/** A choice among people. */
export interface Choice {
  readonly context: StepContext;
  readonly to: Settings;
  /** In the order in which they were looked at. */
  readonly candidates: readonly Candidate[];
  readonly chosen: Candidate | undefined;
  /** The team that is written on the record; without one the person's own. */
  readonly team: string | null;
  /** Says of somebody who could be chosen how they stand. */
  readonly say: (candidate: Candidate, isChosen: boolean) => LocalizedText;
  /** By how much somebody counts; everybody the same without it. */
  readonly weigh?: (candidate: Candidate) => number;
}

/** What a choice comes to, with each person who was looked at and why it was or was not them. */
export function settleChoice({ context, to, candidates, chosen, team, say, weigh = () => 1 }: Choice): Pick {
  const told = candidates.map((candidate): Told => {
    const isChosen = candidate === chosen;
    const value = candidate.obstacles[0]?.text ?? say(candidate, isChosen);
    return { name: candidate.user.name, value, decisive: isChosen || chosen === undefined };
  });
  const demand = skillDemand(context, to);
  const place = chosen === undefined ? 0 : candidates.indexOf(chosen);
  const people =
    place < MOST_TOLD
      ? told.slice(0, MOST_TOLD)
      : [...told.slice(0, MOST_TOLD - 1), ...told.slice(place, place + 1)];
  const considered = [
    ...regionDetails(context, to),
    ...(demand ? demandDetails(demand) : []),
    ...inGroups(people),
  ];
  const skipped = skippedAmong(candidates);
  if (!chosen)
    return { kind: "none", reason: NOBODY, considered, skipped, ...waitingFor(context, to, candidates) };
  return {
    kind: "assigned",
    user: chosen.user.id,
    team: team ?? context.roster.mainTeam(chosen.user.id) ?? null,
    considered,
    among: Object.fromEntries(
      candidates.filter(isFree).map((candidate) => [candidate.user.id, weigh(candidate)]),
    ),
    skipped,
  };
}

interface Told {
  readonly name: string;
  readonly value: LocalizedText;
  readonly decisive: boolean;
}

/** One line for all of whom the same is told, at the place of the first: most wait for their turn. */
function inGroups(people: readonly Told[]): readonly DecisionDetail[] {
  const groups = Map.groupBy(people, ({ value, decisive }) => `${String(decisive)} ${value.en} ${value.zh}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const names = group.map(({ name }) => name);
    const label = { zh: names.join("、"), en: names.join(", ") };
    return [{ label, value: first.value, decisive: first.decisive }];
  });
}

/** Who could not be chosen, by the reason. */
function skippedAmong(candidates: readonly Candidate[]): Readonly<Record<string, readonly string[]>> {
  const skipped: Record<string, string[]> = {};
  for (const { user, obstacles } of candidates)
    if (obstacles[0]) (skipped[obstacles[0].kind] ??= []).push(user.id);
  return skipped;
}

/** Gives the record to one person, unless something stands in their way; `because` says why it is them. */
export function settleOne(
  context: StepContext,
  { to, user }: { readonly to: Settings; readonly user: RosterUser },
  because: readonly DecisionDetail[] = [],
): Pick {
  const candidates = candidatesAmong(context, { to, people: [user] });
  const obstacle = candidates[0]?.obstacles[0];
  if (!obstacle) {
    const team = context.roster.mainTeam(user.id) ?? null;
    return { kind: "assigned", user: user.id, team, considered: because, among: { [user.id]: 1 } };
  }
  const { zh, en } = obstacle.text;
  return {
    kind: "none",
    reason: { zh: `${user.name}：${zh}`, en: `${user.name}: ${en}` },
    considered: because,
    skipped: skippedAmong(candidates),
    ...waitingFor(context, to, candidates),
  };
}
