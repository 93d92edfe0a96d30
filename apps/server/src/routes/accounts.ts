import { routes } from "@mortise/contract";
import type { TeamRecord, WorkShift } from "@mortise/store";
import { roleUnknown } from "../errors.ts";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

const DONE = { ok: true } as const;

/** People, teams and API tokens. */
export function registerAccountRoutes(handle: Handle, services: Services): void {
  registerPeople(handle, services);
  registerTeams(handle, services);
  registerTokens(handle, services);
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
      skills: [...new Set(people.flatMap(({ work }) => work.skills))].filter(fits).toSorted(),
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
  const { id, name, email, mobile, employeeNumber, active, admin, work } = account;
  return {
    id,
    name,
    email,
    mobile,
    employeeNumber,
    active,
    admin,
    teams: account.teams.map((team) => ({ ...team })),
    roles: copyOfRoles(account.roles),
    work: { ...work, skills: [...work.skills], shift: copyOfShift(work.shift) },
  };
}

function presentTeam(team: TeamRecord) {
  return { ...team, shift: copyOfShift(team.shift) };
}

function copyOfShift(shift: WorkShift | null) {
  return (
    shift && {
      hours: shift.hours.map(([from, to]): [string, string] => [from, to]),
      ...(shift.days ? { days: [...shift.days] } : {}),
    }
  );
}

/** Role ids by app, as answers hold them. */
export function copyOfRoles(roles: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(roles).map(([app, held]) => [app, [...held]]));
}

function registerTeams(handle: Handle, services: Services): void {
  const { teams } = services;
  const view = async (id: string) => {
    const team = (await teams.list()).find((candidate) => candidate.id === id);
    return presentTeam(team ?? { id, name: "", parent: null, members: 0, shift: null });
  };
  handle(routes.listTeams, async () => ({ items: (await teams.list()).map(presentTeam) }));
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
  handle(routes.createToken, ({ body: { name, app, roles } }) => {
    const { catalog } = services.store.releases.current(app);
    const unknown = roles.find((role) => !catalog.find("role", role));
    if (unknown !== undefined) throw roleUnknown({ app, role: unknown });
    return services.tokens.create(name, app, roles);
  });
  handle(routes.revokeToken, async ({ params }) => {
    await services.tokens.revoke(params.id);
    return DONE;
  });
}
