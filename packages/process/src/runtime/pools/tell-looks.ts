import { durationText } from "@mortise/expression";
import type { PoolEvent, PoolEventKind } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import type { PoolDocument } from "@mortise/metadata";
import type { PoolLook, WriteTransaction } from "@mortise/store";
import type { Roster } from "../../model/roster.ts";
import type { ProcessParts } from "../parts.ts";
import { rosterOf } from "../read-roster.ts";
import { entityWords, type PoolNotice, sendNotices } from "./notices.ts";
import type { PooledEntity } from "./pooled-entities.ts";

/** What one event says of some records. */
interface Words {
  readonly one: LocalizedText;
  readonly many: LocalizedText;
  readonly body: LocalizedText;
}

/** Tells people of records that wait too long or are about to be taken back: one message for all that it concerns. */
export async function tellLooks(
  parts: ProcessParts,
  transaction: WriteTransaction,
  pooled: PooledEntity,
  looks: readonly PoolLook[],
): Promise<void> {
  if (looks.length === 0) return;
  const roster = await rosterOf(transaction.db, pooled.app, transaction.now);
  const told = looks.flatMap((look) => latestOfEach(look.events).map((event) => ({ look, event })));
  const groups = Map.groupBy(told, ({ look, event }) =>
    [look.pool, look.owner ?? "", event.kind, event.time].join(" "),
  );
  const entity = entityWords(parts, pooled);
  const notices = [...groups.values()].flatMap((group): readonly PoolNotice[] => {
    const [first] = group;
    const pool = pooled.pools.find(({ id }) => id === first?.look.pool);
    if (!first || !pool) return [];
    const { event, look } = first;
    return [
      {
        to: peopleFor(event.kind, { pool, owner: look.owner, roster }),
        records: group.map((one) => one.look.id),
        ...SAY[event.kind]({
          entity,
          pool,
          time: durationText(event.time),
          owner: nameOf(roster, look.owner),
        }),
      },
    ];
  });
  await sendNotices(parts, transaction, pooled, notices);
}

/** Of several reminders that fall due together only the last is told. */
function latestOfEach(events: readonly PoolEvent[]): readonly PoolEvent[] {
  return [...new Map(events.map((event) => [event.kind, event])).values()];
}

interface Hearing {
  readonly pool: PoolDocument;
  readonly owner: string | null;
  readonly roster: Roster;
}

function peopleFor(kind: PoolEventKind, { pool, owner, roster }: Hearing): readonly string[] {
  const active = (ids: readonly string[]): readonly string[] => [
    ...new Set(ids.filter((id) => roster.user(id)?.active)),
  ];
  switch (kind) {
    case "reminder":
    case "unfollowed":
      return active(owner === null ? [] : [owner]);
    case "unfollowedManager":
      return owner === null ? [] : active(roster.managersOf(owner).map(({ id }) => id));
    case "unassigned":
      return adminsOf(pool, roster, active);
  }
}

/** The admins of a pool, those of its teams and of the teams below included; administrators where it has none. */
function adminsOf(
  { admins }: PoolDocument,
  roster: Roster,
  active: (ids: readonly string[]) => readonly string[],
): readonly string[] {
  const { users = [], teams = [] } = admins ?? {};
  const isAbove = (team: string): boolean =>
    teams.includes(team) || roster.above(team).some((up) => teams.includes(up));
  const ofTeams = roster.users.filter((user) => user.teams.some(({ team }) => isAbove(team)));
  const found = active([...users, ...ofTeams.map(({ id }) => id)]);
  return found.length > 0 ? found : active(roster.users.filter(({ admin }) => admin).map(({ id }) => id));
}

function nameOf(roster: Roster, user: string | null): string {
  return user === null ? "" : (roster.user(user)?.name ?? "");
}

interface Saying {
  readonly entity: LocalizedText;
  readonly pool: PoolDocument;
  readonly time: LocalizedText;
  readonly owner: string;
}

const SAY: Readonly<Record<PoolEventKind, (saying: Saying) => Words>> = {
  reminder: ({ entity, pool, time }) => ({
    one: {
      zh: `${entity.zh}将在 ${time.zh}内收回公海：{title}`,
      en: `${entity.en} goes back to the pool within ${time.en}: {title}`,
    },
    many: {
      zh: `{n} 条${entity.zh}将在 ${time.zh}内收回公海`,
      en: `{n} ${entity.en} records go back to the pool within ${time.en}`,
    },
    body: { zh: `${nameZh(pool)}：有效跟进可以续期`, en: `${nameEn(pool)}: a follow-up puts it off` },
  }),
  unassigned: ({ entity, pool, time }) => ({
    one: {
      zh: `${entity.zh}已有 ${time.zh}无人负责：{title}`,
      en: `${entity.en} without an owner for ${time.en}: {title}`,
    },
    many: {
      zh: `{n} 条${entity.zh}已有 ${time.zh}无人负责`,
      en: `{n} ${entity.en} records without an owner for ${time.en}`,
    },
    body: {
      zh: `在${nameZh(pool)}里等待分配或领取`,
      en: `Waiting in ${nameEn(pool)} to be assigned or claimed`,
    },
  }),
  unfollowed: ({ entity, pool, time }) => ({
    one: {
      zh: `${entity.zh}分给你 ${time.zh}还没有跟进：{title}`,
      en: `${entity.en} not followed up ${time.en} after you got it: {title}`,
    },
    many: {
      zh: `{n} 条${entity.zh}分给你 ${time.zh}还没有跟进`,
      en: `{n} ${entity.en} records not followed up ${time.en} after you got them`,
    },
    body: { zh: `${nameZh(pool)}的跟进时限`, en: `Time to follow up, by ${nameEn(pool)}` },
  }),
  unfollowedManager: ({ entity, pool, time, owner }) => ({
    one: {
      zh: `${owner}的${entity.zh} ${time.zh}还没有跟进：{title}`,
      en: `${entity.en} of ${owner} not followed up for ${time.en}: {title}`,
    },
    many: {
      zh: `${owner}有 {n} 条${entity.zh} ${time.zh}还没有跟进`,
      en: `{n} ${entity.en} records of ${owner} not followed up for ${time.en}`,
    },
    body: { zh: `${nameZh(pool)}的跟进时限`, en: `Time to follow up, by ${nameEn(pool)}` },
  }),
};

const nameZh = ({ name }: PoolDocument): string => `“${name.zh || name.en}”`;
const nameEn = ({ name }: PoolDocument): string => `“${name.en || name.zh}”`;
