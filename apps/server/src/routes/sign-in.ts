import { routes } from "@mortise/contract";
import { NOBODY_ID, setupClosed } from "@mortise/store";
import { templates } from "@mortise/templates";
import { clearCookie, sessionOf, signIn } from "../http/authentication.ts";
import { type Handle, personOf } from "../http/handle.ts";
import type { Services } from "../services.ts";
import { setUp } from "../setup/set-up.ts";
import { copyOfRoles } from "./accounts.ts";
import { describeRole, viewedBy } from "./view-as.ts";

const DONE = { ok: true } as const;
/** Checking a password costs time on purpose; nobody may have it done without end. */
const COSTLY = { config: { rateLimit: { max: 300, timeWindow: "1 minute" } } };

/** Set-up, sign-in and what people change about themselves. */
export function registerSignInRoutes(handle: Handle, services: Services): void {
  registerSetUp(handle, services);
  registerSessions(handle, services);
  registerOwnAccount(handle, services);
}

function registerSetUp(handle: Handle, services: Services): void {
  const { accounts } = services;
  handle(routes.setupStatus, async () => ({
    needed: await accounts.isEmpty(),
    templates: templates.map(({ id, name, description }) => ({ id, name, description })),
  }));
  handle(
    routes.setup,
    async ({ body, request, reply }) => {
      if (!services.setupToken.matches(body.token)) throw setupClosed();
      const id = await setUp(services, body);
      await signIn(request, reply, services, id);
      return describeMe(services, id);
    },
    COSTLY,
  );
}

function registerSessions(handle: Handle, services: Services): void {
  const { accounts, guesses } = services;
  handle(
    routes.signIn,
    async ({ body, request, reply }) => {
      const id = await guesses.attempt(request.ip, body.login, () =>
        accounts.authenticate(body.login, body.password),
      );
      await signIn(request, reply, services, id);
      return describeMe(services, id);
    },
    COSTLY,
  );
  handle(routes.signOut, async ({ request, reply }) => {
    const session = sessionOf(request);
    if (session) await services.sessions.close(session);
    clearCookie(reply);
    return DONE;
  });
  handle(
    routes.redeemInvite,
    async ({ body, request, reply }) => {
      const id = await accounts.redeemInvite(body.token, body.password);
      await signIn(request, reply, services, id);
      return describeMe(services, id);
    },
    COSTLY,
  );
}

function registerOwnAccount(handle: Handle, services: Services): void {
  const { accounts, guesses } = services;
  handle(routes.me, async ({ actor }) => {
    const id = personOf(actor);
    const me = id === NOBODY_ID ? describeRole(services, actor) : await describeMe(services, id);
    const { frameHosts, mapTiles } = services.config;
    return {
      ...me,
      ...(await viewedBy(services, actor)),
      ...(frameHosts ? { frameHosts: [...frameHosts] } : {}),
      ...(mapTiles ? { mapTiles } : {}),
    };
  });
  handle(
    routes.updateMe,
    async ({ actor, body: { password, ...changes }, request, reply }) => {
      const id = personOf(actor);
      if (password) {
        const { current, next } = password;
        await guesses.attempt(request.ip, id, () => accounts.changePassword(id, current, next));
        await signIn(request, reply, services, id);
      }
      await accounts.update(id, changes);
      return describeMe(services, id);
    },
    COSTLY,
  );
}

async function describeMe(services: Services, id: string) {
  const account = await services.accounts.get(id);
  const names = new Map((await services.teams.list()).map((team) => [team.id, team.name]));
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    locale: account.locale,
    timeZone: account.timeZone,
    admin: account.admin,
    roles: copyOfRoles(account.roles),
    teams: account.teams.map(({ team, leader }) => ({ id: team, name: names.get(team) ?? "", leader })),
  };
}
