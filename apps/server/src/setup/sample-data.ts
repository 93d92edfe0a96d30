import { randomBytes } from "node:crypto";
import { type Locale, localize } from "@mortise/kit";
import { type Cause, type Command, systemActor } from "@mortise/store";
import type { SampleEvent, SampleRow, Template } from "@mortise/templates";
import type { Services } from "../services.ts";

/** A sample person who can sign in; the password is shown once and stored nowhere in clear. */
export interface SampleLogin {
  readonly name: string;
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

const SEED: Cause = { type: "seed", label: "sample", skipFlows: true };
const TODAY: Cause = { type: "seed", label: "sample" };
const BATCH = 500;
const DAY_MS = 86_400_000;

/** The teams that a template's rules speak of, with their fixed ids; those that exist stay as they are. */
export async function plantTeams(services: Services, template: Template, locale: Locale): Promise<void> {
  const known = new Set((await services.teams.list()).map((team) => team.id));
  for (const team of template.teams) {
    if (!known.has(team.id))
      await services.teams.create(localize(team.name, locale), team.parent ?? null, team.id);
  }
}

/** The template's sample people, with a random password each; people who exist already are left alone. */
export async function plantPeople(
  services: Services,
  template: Template,
  locale: Locale,
): Promise<readonly SampleLogin[]> {
  const known = new Set((await services.accounts.list()).map((account) => account.id));
  const { catalog } = services.store.releases.current(template.id);
  const logins: SampleLogin[] = [];
  for (const person of template.people) {
    if (known.has(person.id)) continue;
    const password = randomBytes(9).toString("base64url");
    const email = `${person.login}@demo.mortise.example`;
    await services.accounts.create({
      id: person.id,
      name: localize(person.name, locale),
      email,
      password,
      locale,
      teams: [{ team: person.team, leader: person.leader ?? false, main: true }],
      roles: { [template.id]: [person.role] },
    });
    const role = catalog.find("role", person.role)?.name;
    logins.push({
      name: localize(person.name, locale),
      role: role ? localize(role, locale) : person.role,
      email,
      password,
    });
  }
  return logins;
}

/** The template's sample rows, dated back so that charts have a past; written like any record, without flows. */
export async function plantSampleRows(services: Services, template: Template): Promise<void> {
  const now = Date.now();
  const write = (command: Command, at?: Date) =>
    services.store.records.execute(systemActor, template.id, [command], { ...SEED, ...(at ? { at } : {}) });
  for (const { entity, rows } of template.samples()) {
    const made = rows.map(({ daysAgo, values, before }, index) => {
      const at = new Date(now - Math.max(0, daysAgo) * DAY_MS - index * 60_000).toISOString();
      return { created_at: at, updated_at: at, ...values, ...before?.[0]?.values };
    });
    if (rows.every(({ before }) => before === undefined)) {
      for (let start = 0; start < made.length; start += BATCH)
        await write({ type: "create", entity, rows: made.slice(start, start + BATCH) });
      continue;
    }
    // What has a past is written in the order in which it happened: logs tell when it did.
    for (const row of made) await write({ type: "create", entity, rows: [row] }, new Date(row.created_at));
    for (const [daysAgo, changes] of changesSince(rows))
      await write({ type: "update", entity, changes }, new Date(now - daysAgo * DAY_MS));
  }
}

/** A record and what it changes to. */
type SampleChange = Extract<Command, { readonly type: "update" }>["changes"][number];

/** What became of sample records before today, by days, the earliest first. */
function changesSince(rows: readonly SampleRow[]): readonly (readonly [number, readonly SampleChange[]])[] {
  const byDay = new Map<number, SampleChange[]>();
  for (const { values, before = [] } of rows) {
    for (const [index, { untilDaysAgo, values: earlier }] of before.entries()) {
      const today = Object.fromEntries(Object.keys(earlier).map((field) => [field, values[field]]));
      const changes = byDay.get(untilDaysAgo) ?? [];
      changes.push({ id: String(values["id"]), values: before[index + 1]?.values ?? today });
      byDay.set(untilDaysAgo, changes);
    }
  }
  return [...byDay].toSorted(([one], [other]) => other - one);
}

/** What happens today in the sample company: one write each, with everything that flows make of it. */
export async function plantSampleEvents(services: Services, template: Template): Promise<void> {
  for (const event of template.today?.() ?? []) {
    const command = await commandOf(services, template.id, event);
    await services.store.records.execute(systemActor, template.id, [command], TODAY);
  }
}

async function commandOf({ store }: Services, app: string, event: SampleEvent): Promise<Command> {
  const { entity } = event;
  if ("create" in event) return { type: "create", entity, rows: [event.create] };
  const values = event.change;
  if ("id" in event) return { type: "update", entity, changes: [{ id: event.id, values }] };
  const filter = { "==": [{ var: event.of.field }, event.of.id] };
  const { items } = await store.records.query(systemActor, app, { entity, filter });
  return { type: "update", entity, changes: items.map(({ id }) => ({ id, values })) };
}
