import { Type } from "typebox";
import { defineRoute } from "../route.ts";
import { Shift, WorkProfile } from "./duty.ts";

const Locale = Type.Union([Type.Literal("zh"), Type.Literal("en")]);
const Id = Type.String({ format: "uuid" });
const Done = Type.Object({ ok: Type.Literal(true) });
const Password = Type.String({ minLength: 8, maxLength: 200 });

/** The signed-in person. */
export const Me = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
  locale: Locale,
  timeZone: Type.String(),
  admin: Type.Boolean(),
  /** Role ids by app id. */
  roles: Type.Record(Type.String(), Type.Array(Type.String())),
  teams: Type.Array(Type.Object({ id: Id, name: Type.String(), leader: Type.Boolean() })),
  /** The administrator who sees the product as this person or role; nothing can be changed then. */
  viewedBy: Type.Optional(Type.Object({ id: Id, name: Type.String() })),
  /** Hosts whose pages may stand inside forms, as `host` or `*.host`. */
  frameHosts: Type.Optional(Type.Array(Type.String())),
  /** Where the tiles of maps come from; without it maps have a plain ground. */
  mapTiles: Type.Optional(
    Type.Object({
      url: Type.String(),
      credit: Type.String(),
      datum: Type.Union([Type.Literal("wgs84"), Type.Literal("gcj02")]),
    }),
  ),
});

/** A person as administrators see them. */
export const Account = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
  mobile: Type.Union([Type.String(), Type.Null()]),
  employeeNumber: Type.Union([Type.String(), Type.Null()]),
  active: Type.Boolean(),
  admin: Type.Boolean(),
  teams: Type.Array(Type.Object({ team: Id, leader: Type.Boolean(), main: Type.Boolean() })),
  roles: Type.Record(Type.String(), Type.Array(Type.String())),
  /** What flows go by when they give the person work. */
  work: WorkProfile,
});

/** A team; teams form a tree by `parent`. */
export const Team = Type.Object({
  id: Id,
  name: Type.String(),
  parent: Type.Union([Id, Type.Null()]),
  members: Type.Integer(),
  /** When its people are on duty; null as the team above, or the company. */
  shift: Type.Union([Shift, Type.Null()]),
});

const AccountInput = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  email: Type.String({ minLength: 3, maxLength: 254 }),
  mobile: Type.Optional(Type.Union([Type.String({ maxLength: 30 }), Type.Null()])),
  /** By which lists may name the person. */
  employeeNumber: Type.Optional(Type.Union([Type.String({ maxLength: 50 }), Type.Null()])),
  /** Without one, the answer carries a one-time link with which the person chooses it. */
  password: Type.Optional(Password),
  admin: Type.Optional(Type.Boolean()),
  teams: Type.Optional(Account.properties.teams),
  roles: Type.Optional(Account.properties.roles),
  work: Type.Optional(Type.Partial(WorkProfile)),
});
const params = Type.Object({ id: Id });

/** Set-up, sign-in, people, teams, API tokens. */
export const accountRoutes = {
  setupStatus: defineRoute({
    method: "GET",
    path: "/setup",
    summary: "Whether first-run set-up is open",
    tag: "setup",
    access: "public",
    response: Type.Object({
      needed: Type.Boolean(),
      templates: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.Object({ zh: Type.String(), en: Type.String() }),
          description: Type.Object({ zh: Type.String(), en: Type.String() }),
        }),
      ),
    }),
  }),
  setup: defineRoute({
    method: "POST",
    path: "/setup",
    summary: "Create the administrator; needs the one-time token printed at start",
    tag: "setup",
    access: "public",
    body: Type.Object({
      token: Type.String(),
      name: Type.String({ minLength: 1, maxLength: 100 }),
      email: Type.String({ minLength: 3, maxLength: 254 }),
      password: Password,
      locale: Locale,
      timeZone: Type.Optional(Type.String()),
      template: Type.Optional(Type.String()),
      sampleData: Type.Optional(Type.Boolean()),
    }),
    response: Me,
  }),
  signIn: defineRoute({
    method: "POST",
    path: "/sign-in",
    summary: "Sign in; sets the session cookie",
    tag: "accounts",
    access: "public",
    body: Type.Object({
      login: Type.String({ minLength: 1, maxLength: 254 }),
      password: Type.String({ maxLength: 200 }),
    }),
    response: Me,
  }),
  signOut: defineRoute({
    method: "POST",
    safe: true,
    path: "/sign-out",
    summary: "End this session",
    tag: "accounts",
    access: "signed-in",
    response: Done,
  }),
  me: defineRoute({
    method: "GET",
    path: "/me",
    summary: "The signed-in person",
    tag: "accounts",
    access: "signed-in",
    response: Me,
  }),
  viewAs: defineRoute({
    method: "POST",
    path: "/session/view-as",
    summary: "See the product as a person or a role does, read-only; audited",
    tag: "accounts",
    access: "admin",
    body: Type.Object({
      account: Type.Optional(Type.String({ format: "uuid" })),
      app: Type.Optional(Type.String()),
      role: Type.Optional(Type.String()),
    }),
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  stopViewAs: defineRoute({
    method: "DELETE",
    safe: true,
    path: "/session/view-as",
    summary: "See the product as oneself again",
    tag: "accounts",
    access: "signed-in",
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  updateMe: defineRoute({
    method: "PATCH",
    path: "/me",
    summary: "Change own language, zone, name or password",
    tag: "accounts",
    access: "signed-in",
    body: Type.Object({
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
      locale: Type.Optional(Locale),
      timeZone: Type.Optional(Type.String()),
      password: Type.Optional(Type.Object({ current: Type.String(), next: Password })),
    }),
    response: Me,
  }),
  redeemInvite: defineRoute({
    method: "POST",
    path: "/invites/redeem",
    summary: "Choose a password with a one-time link",
    tag: "accounts",
    access: "public",
    body: Type.Object({ token: Type.String(), password: Password }),
    response: Me,
  }),
  directory: defineRoute({
    method: "GET",
    path: "/directory",
    summary: "Names of people and teams, for pickers",
    tag: "accounts",
    access: "signed-in",
    query: Type.Object({ q: Type.Optional(Type.String()) }),
    response: Type.Object({
      users: Type.Array(
        Type.Object({ id: Id, name: Type.String(), active: Type.Boolean(), teams: Type.Array(Id) }),
      ),
      teams: Type.Array(Type.Object({ id: Id, name: Type.String(), parent: Type.Union([Id, Type.Null()]) })),
      /** What somebody or other can do. */
      skills: Type.Array(Type.String()),
    }),
  }),
  listAccounts: defineRoute({
    method: "GET",
    path: "/accounts",
    summary: "All people",
    tag: "accounts",
    access: "admin",
    response: Type.Object({ items: Type.Array(Account) }),
  }),
  createAccount: defineRoute({
    method: "POST",
    path: "/accounts",
    summary: "Add a person",
    tag: "accounts",
    access: "admin",
    body: AccountInput,
    response: Type.Object({ account: Account, invite: Type.Optional(Type.String()) }),
  }),
  updateAccount: defineRoute({
    method: "PATCH",
    path: "/accounts/:id",
    summary: "Change a person",
    tag: "accounts",
    access: "admin",
    params,
    body: Type.Partial(Type.Object({ ...AccountInput.properties, active: Type.Boolean() })),
    response: Type.Object({ account: Account }),
  }),
  inviteAccount: defineRoute({
    method: "POST",
    path: "/accounts/:id/invite",
    summary: "New one-time link to choose a password; ends old sessions",
    tag: "accounts",
    access: "admin",
    params,
    response: Type.Object({ invite: Type.String() }),
  }),
  listTeams: defineRoute({
    method: "GET",
    path: "/teams",
    summary: "The team tree",
    tag: "accounts",
    access: "signed-in",
    response: Type.Object({ items: Type.Array(Team) }),
  }),
  createTeam: defineRoute({
    method: "POST",
    path: "/teams",
    summary: "Add a team",
    tag: "accounts",
    access: "admin",
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      parent: Type.Union([Id, Type.Null()]),
    }),
    response: Team,
  }),
  updateTeam: defineRoute({
    method: "PATCH",
    path: "/teams/:id",
    summary: "Rename or move a team",
    tag: "accounts",
    access: "admin",
    params,
    body: Type.Partial(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 100 }),
        parent: Type.Union([Id, Type.Null()]),
        shift: Type.Union([Shift, Type.Null()]),
      }),
    ),
    response: Team,
  }),
  deleteTeam: defineRoute({
    method: "DELETE",
    path: "/teams/:id",
    summary: "Remove an empty team",
    tag: "accounts",
    access: "admin",
    params,
    response: Done,
  }),
  listTokens: defineRoute({
    method: "GET",
    path: "/api-tokens",
    summary: "API tokens",
    tag: "accounts",
    access: "admin",
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Id,
          name: Type.String(),
          app: Type.String(),
          roles: Type.Array(Type.String()),
          createdAt: Type.String(),
          lastUsedAt: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
    }),
  }),
  createToken: defineRoute({
    method: "POST",
    path: "/api-tokens",
    summary: "New API token; its secret is shown once",
    tag: "accounts",
    access: "admin",
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      app: Type.String(),
      roles: Type.Array(Type.String()),
    }),
    response: Type.Object({ id: Id, secret: Type.String() }),
  }),
  revokeToken: defineRoute({
    method: "DELETE",
    path: "/api-tokens/:id",
    summary: "Revoke an API token",
    tag: "accounts",
    access: "admin",
    params,
    response: Done,
  }),
} as const;
