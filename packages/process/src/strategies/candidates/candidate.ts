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

const PASSED: Obstacle = { kind: "passed", text: text.passed, keepsTurn: false };

/** Among whom a target of an assign step chooses. */
export interface Asked {
  readonly to: Settings;
  /** In the order in which they are asked. */
  readonly people: readonly RosterUser[];
  /** What does not stand in their way here. */
  readonly waives?: readonly ("duty" | "limits")[];
}

/** People, each once, with what stands in their way by the settings of the step and of the target. */
export function candidatesAmong(
  context: StepContext,
  { to, people, waives = [] }: Asked,
): readonly Candidate[] {
  const all = [...new Set(people)];
  const isDuty = asksForDuty(context, to);
  const active = all.filter((user) => user.active);
  const limits = waives.includes("limits") ? () => [] : limitObstacles(context, active);
  const duty = (user: RosterUser): readonly Obstacle[] =>
    waives.includes("duty") ? [] : dutyObstacles(context, user, isDuty);
  const passed = new Set(context.memory.texts("passed"));
  const obstaclesOf = (user: RosterUser): readonly Obstacle[] => {
    if (!user.active) return [INACTIVE];
    const first = passed.has(user.id) ? [PASSED] : [];
    return [...first, ...duty(user), ...limits(user)];
  };
  const candidates = all.map((user) => ({ user, obstacles: obstaclesOf(user) }));
  const demand = skillDemand(context, to);
  return demand ? skilled(candidates, demand) : candidates;
}

/** Whoever lacks what is asked for stands back; where others will do, only while somebody who can do it is free. */
function skilled(candidates: readonly Candidate[], demand: SkillDemand): readonly Candidate[] {
  const lacks = new Map(candidates.map(({ user }) => [user, lackOf(user, demand)]));
  const isMet = candidates.some((candidate) => isFree(candidate) && !lacks.get(candidate.user));
  if (demand.isSoft && !isMet) return candidates;
  return candidates.map(({ user, obstacles }) => {
    const lack = lacks.get(user);
    return {
      user,
      obstacles: lack
        ? [...obstacles.filter(isForGood), lack, ...obstacles.filter((one) => !isForGood(one))]
        : obstacles,
    };
  });
}

/** Disabled accounts and who let it pass are told as that, whatever else they lack. */
function isForGood({ kind }: Obstacle): boolean {
  return kind === "inactive" || kind === "passed";
}

/** Whether nothing stands in somebody's way. */
export function isFree({ obstacles }: Candidate): boolean {
  return obstacles.length === 0;
}

/** People by id, e-mail or a name that only one of them has; those who are not there any more are left out. */
export function namedPeople(roster: Roster, references: readonly string[]): readonly RosterUser[] {
  return references.map((reference) => roster.user(reference)).filter((user) => user !== undefined);
}
