import type { Locale } from "@mortise/kit";

/**
 * Who asks. Every read and write of records carries one; permission is derived from it and from nothing else.
 * `system` acts for flows, seeding and migrations: it passes permission but not validation.
 */
export interface Actor {
  readonly kind: "user" | "token" | "public" | "system";
  /** Account id; null for `public` and `system`. */
  readonly userId: string | null;
  /** Id of the API token, for actors of that kind. */
  readonly token?: string;
  /** Administrator of the installation: everything in every app. */
  readonly admin: boolean;
  /** Ids of role documents held, by app id. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** The actor's teams together with all teams below them. */
  readonly teams: readonly string[];
  /** The teams the actor belongs to. */
  readonly ownTeams: readonly string[];
  /** The actor's teams together with all teams above them. */
  readonly teamsAbove: readonly string[];
  /** The team new records get when nothing else says so. */
  readonly mainTeam: string | null;
  readonly locale: Locale;
  /** The administrator who looks at the app as this person or role: nothing can be written. */
  readonly viewer?: string;
  /** IANA zone, e.g. `Asia/Shanghai`. */
  readonly timeZone: string;
}

/** The actor of flows, imports of samples and migrations. */
export const systemActor: Actor = {
  kind: "system",
  userId: null,
  admin: true,
  roles: {},
  teams: [],
  ownTeams: [],
  teamsAbove: [],
  mainTeam: null,
  locale: "zh",
  timeZone: "Asia/Shanghai",
};
