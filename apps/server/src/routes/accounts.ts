import { routes } from "@mortise/contract";
import type { Actor } from "@mortise/store";
import { setupClosed } from "@mortise/store";
import { clearCookie, sessionOf, signIn } from "../http/authentication.ts";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";
import { setUp } from "../setup/set-up.ts";
import { templates } from "@mortise/templates";

const DONE = { ok: true } as const;
/** Guessing passwords is slowed down per address. */
const GUESSING = { config: { rateLimit: { max: 20, timeWindow: "1 minute" } } };

/** Set-up, sign-in, people, teams and API tokens. */
export function registerAccountRoutes(handle: Handle, services: Services): void {
  registerSignIn(handle, services);
  registerPeople(handle, services);
  registerTeams(handle, services);
  registerTokens(handle, services);
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
    roles: mutableRoles(account.roles),
    teams: account.teams.map(({ team, leader }) => ({ id: team, name: names.get(team) ?? "", leader })),
  };
}

function mutableRoles(roles: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(roles).map(([app, held]) => [app, [...held]]));
}

function registerSignIn(handle: Handle, services: Services): void {
  const { accounts } = services;
  handle(routes.setupStatus, async () => ({
    needed: await accounts.isEmpty(),
    templates: templates.map(({ id, name, description }) => ({ id, name, description })),
  }));
  handle(
    routes.setup,
    async ({ body, request, reply }) => {
      if (!services.setupToken.matches(body.token) || !(await accounts.isEmpty())) throw setupClosed();
      const id = await setUp(services, body);
      services.setupToken.spend();
      await signIn(request, reply, services, id);
      return describeMe(services, id);
    },
    GUESSING,
  );
  handle(
    routes.signIn,
    async ({ body, request, reply }) => {
      const id = await accounts.authenticate(body.login, body.password);
      await signIn(request, reply, services, id);
      return describeMe(services, id);
    },
    GUESSING,
  );
  handle(routes.signOut, async ({ request, reply }) => {
    const session = sessionOf(request);
    if (session) await services.sessions.close(session);
    clearCookie(reply);
    return DONE;
  });
  handle(routes.me, ({ actor }) => describeMe(services, userOf(actor)));
  handle(routes.updateMe, async ({ actor, body, request, reply }) => {
    const id = userOf(actor);
    await accounts.update(id, { name: body.name, locale: body.locale, timeZone: body.timeZone });
    if (body.password) {
      await accounts.changePassword(id, body.password.current, body.password.next);
      await signIn(request, reply, services, id);
    }
    return describeMe(services, id);
  });
  handle(
    routes.redeemInvite,
    async ({ body, request, reply }) => {
      const id = await accounts.redeemInvite(body.token, body.password);
      await signIn(request, reply, services, id);
      return describeMe(services, id);
    },
    GUESSING,
  );
}

function userOf(actor: Actor): string {
  return actor.userId ?? "";
}

function registerPeople(handle: Handle, services: Services): void {
  const { accounts } = services;
  handle(routes.directory, async ({ query }) => {
    const word = query.q?.trim().toLowerCase() ?? "";
    const [people, teams] = await Promise.all([accounts.list(), services.teams.list()]);
    const fits = (name: string) => name.toLowerCase().includes(word);
    return {
      users: people
        .filter((person) => fits(person.name))
        .map((person) => ({
          id: person.id,
          name: person.name,
          active: person.active,
          teams: person.teams.map(({ team }) => team),
        })),
      teams: teams.filter((team) => fits(team.name)).map(({ id, name, parent }) => ({ id, name, parent })),
    };
  });
  const view = async (id: string) => presentAccount(await accounts.get(id));
  handle(routes.listAccounts, async () => ({ items: (await accounts.list()).map(presentAccount) }));
  handle(routes.createAccount, async ({ body }) => {
    const id = await accounts.create(body);
    return { account: await view(id), ...(body.password ? {} : { invite: await accounts.invite(id) }) };
  });
  handle(routes.updateAccount, async ({ params, body }) => {
    await accounts.update(params.id, body);
    return { account: await view(params.id) };
  });
  handle(routes.inviteAccount, async ({ params }) => {
    await accounts.get(params.id);
    return { invite: await accounts.invite(params.id) };
  });
}

function presentAccount(account: Awaited<ReturnType<Services["accounts"]["get"]>>) {
  const { id, name, email, mobile, active, admin } = account;
  return {
    id,
    name,
    email,
    mobile,
    active,
    admin,
    teams: account.teams.map((team) => ({ ...team })),
    roles: mutableRoles(account.roles),
  };
}

function registerTeams(handle: Handle, services: Services): void {
  const { teams } = services;
  const view = async (id: string) => {
    const team = (await teams.list()).find((candidate) => candidate.id === id);
    return team ?? { id, name: "", parent: null, members: 0 };
  };
  handle(routes.listTeams, async () => ({ items: [...(await teams.list())] }));
  handle(routes.createTeam, async ({ body }) => view(await teams.create(body.name, body.parent)));
  handle(routes.updateTeam, async ({ params, body }) => {
    await teams.update(params.id, body);
    return view(params.id);
  });
  handle(routes.deleteTeam, async ({ params }) => {
    await teams.remove(params.id);
    return DONE;
  });
}

function registerTokens(handle: Handle, services: Services): void {
  handle(routes.listTokens, async () => ({
    items: (await services.tokens.list()).map((token) => ({ ...token, roles: [...token.roles] })),
  }));
  handle(routes.createToken, ({ body }) => services.tokens.create(body.name, body.app, body.roles));
  handle(routes.revokeToken, async ({ params }) => {
    await services.tokens.revoke(params.id);
    return DONE;
  });
}
