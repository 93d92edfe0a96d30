import type { Roster, RosterUser } from "../../model/roster.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { asksForDuty, dutyObstacles } from "./duty.ts";
import { limitObstacles } from "./limits.ts";
import type { Obstacle } from "./obstacle.ts";
import { lackOf, type SkillDemand, skillDemand } from "./skills.ts";
import { text } from "./text.ts";

/** Somebody who may be chosen, and what stands in the way; the first obstacle is the one that is told. */
export interface Candidate {
  readonly user: RosterUser;
  readonly obstacles: readonly Obstacle[];
}

const INACTIVE: Obstacle = { kind: "inactive", text: text.inactive, keepsTurn: false };

/** Among whom a target of an assign step chooses. */
export interface Asked {
  readonly to: Settings;
  /** In the order in which they are asked. */
  readonly people: readonly RosterUser[];
}

/** People, each once, with what stands in their way by the settings of the step and of the target. */
export function candidatesAmong(context: StepContext, { to, people }: Asked): readonly Candidate[] {
  const all = [...new Set(people)];
  const isDuty = asksForDuty(context, to);
  const limits = limitObstacles(
    context,
    all.filter((user) => user.active),
  );
  const candidates = all.map((user) => ({
    user,
    obstacles: user.active ? [...dutyObstacles(context, user, isDuty), ...limits(user)] : [INACTIVE],
  }));
  const demand = skillDemand(context, to);
  return demand ? skilled(candidates, demand) : candidates;
}

/** Whoever lacks what is asked for stands back; where others will do, only while somebody who can do it is free. */
function skilled(candidates: readonly Candidate[], demand: SkillDemand): readonly Candidate[] {
  const lacks = new Map(candidates.map(({ user }) => [user, lackOf(user, demand)]));
  const isMet = candidates.some((candidate) => isFree(candidate) && !lacks.get(candidate.user));
  if (demand.isSoft && !isMet) return candidates;
  return candidates.map(({ user, obstacles }) => {
    const lack = user.active ? lacks.get(user) : undefined;
    return { user, obstacles: lack ? [lack, ...obstacles] : obstacles };
  });
}

/** Whether nothing stands in somebody's way. */
export function isFree({ obstacles }: Candidate): boolean {
  return obstacles.length === 0;
}

/** People by id, e-mail or a name that only one of them has; those who are not there any more are left out. */
export function namedPeople(roster: Roster, references: readonly string[]): readonly RosterUser[] {
  return references.map((reference) => roster.user(reference)).filter((user) => user !== undefined);
}
