import type { Roster, RosterUser } from "../../model/roster.ts";
import type { StepContext } from "../../model/step-context.ts";
import { limitObstacles } from "./limits.ts";
import type { Obstacle } from "./obstacle.ts";

/** Somebody who may be chosen, and what stands in the way. */
export interface Candidate {
  readonly user: RosterUser;
  readonly obstacle?: Obstacle;
}

const INACTIVE: Obstacle = {
  kind: "inactive",
  text: { zh: "账号已停用，跳过", en: "account disabled, skipped" },
  keepsTurn: false,
};

/** People in the order in which they are asked, each once, with what stands in their way by the settings of the step. */
export function candidatesAmong(context: StepContext, people: readonly RosterUser[]): readonly Candidate[] {
  const all = [...new Set(people)];
  const active = all.filter((user) => user.active);
  const limits = limitObstacles(
    context,
    active.map(({ id }) => id),
  );
  return all.map((user) => {
    const obstacle = user.active ? limits.get(user.id) : INACTIVE;
    return obstacle ? { user, obstacle } : { user };
  });
}

/** Whether nothing stands in somebody's way. */
export function isFree({ obstacle }: Candidate): boolean {
  return obstacle === undefined;
}

/** People by id, e-mail or a name that only one of them has; those who are not there any more are left out. */
export function namedPeople(roster: Roster, references: readonly string[]): readonly RosterUser[] {
  return references.map((reference) => roster.user(reference)).filter((user) => user !== undefined);
}
