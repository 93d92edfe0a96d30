import type { RoleDocument, RunRight } from "./documents/role.ts";

/** From the least to the most: each holds those before it. */
export const RUN_RIGHTS: readonly RunRight[] = ["see", "mend", "pause"];

/** What several roles of one person together let them do with runs of flows; undefined for nothing. */
export function runRightOf(roles: readonly RoleDocument[]): RunRight | undefined {
  return RUN_RIGHTS.findLast((right) =>
    roles.some((role) => holdsRunRight(role.builder ? "pause" : role.runs, right)),
  );
}

/** Whether a right holds another one. */
export function holdsRunRight(right: RunRight | undefined, wanted: RunRight): boolean {
  return right !== undefined && RUN_RIGHTS.indexOf(right) >= RUN_RIGHTS.indexOf(wanted);
}
