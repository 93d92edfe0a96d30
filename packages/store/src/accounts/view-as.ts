import type { Actor } from "../actor.ts";

/** As whom an administrator looks at the product: a person, or a role of an app without a person. */
export type ViewAs = { readonly account: string } | { readonly app: string; readonly role: string };

/** Stands where a person would: nobody has this id, so nothing is theirs. */
export const NOBODY_ID = "00000000-0000-0000-0000-000000000000";

/** An actor who holds one role and is nobody in particular. */
export function roleActor(
  admin: Actor,
  { app, role }: { readonly app: string; readonly role: string },
): Actor {
  return {
    ...admin,
    admin: false,
    userId: NOBODY_ID,
    roles: { [app]: [role] },
    teams: [],
    ownTeams: [],
    teamsAbove: [],
    mainTeam: null,
  };
}
