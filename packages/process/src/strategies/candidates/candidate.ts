import type { LocalizedText } from "@mortise/kit";
import type { Roster, RosterUser } from "../../model/roster.ts";

/** Why somebody cannot be given a record now. */
export interface Obstacle {
  readonly kind: ObstacleKind;
  /** As the reason of a decision says it beside the name. */
  readonly text: LocalizedText;
  /** Who is passed over for it keeps their turn: they come first once they can. */
  readonly keepsTurn: boolean;
}

/** Kinds of obstacles, by which those who were passed over are counted. */
export type ObstacleKind = "inactive";

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

/** People in the order in which they are asked, each once, with what stands in their way. */
export function candidatesAmong(people: readonly RosterUser[]): readonly Candidate[] {
  return [...new Set(people)].map((user) => (user.active ? { user } : { user, obstacle: INACTIVE }));
}

/** Whether nothing stands in somebody's way. */
export function isFree({ obstacle }: Candidate): boolean {
  return obstacle === undefined;
}

/** People by id, e-mail or a name that only one of them has; those who are not there any more are left out. */
export function namedPeople(roster: Roster, references: readonly string[]): readonly RosterUser[] {
  return references.map((reference) => roster.user(reference)).filter((user) => user !== undefined);
}
