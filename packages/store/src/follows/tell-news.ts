import type { Value } from "@mortise/expression";
import type { EntityDocument } from "@mortise/metadata";
import { type Actor, systemActor } from "../actor.ts";
import { accountNames } from "../accounts/account-names.ts";
import { seenRecords } from "../records/audience/seen-records.ts";
import type { NotificationRow } from "../journal/notifications.ts";
import { writeJournal } from "../journal/write-journal.ts";
import type { FollowsOptions } from "./follows-options.ts";
import { listenersOf } from "./listeners.ts";
import { manyMessage, newsMessage } from "./news-message.ts";
import { putAside, takeRetries } from "./news-retries.ts";
import { type NewsItem, newsOf, takeNews } from "./read-news.ts";

/** Of more records of one entity a follower is only told how many changed. */
const MOST_MESSAGES = 5;

/** What a round told, and what it could not. */
export interface NewsRound {
  /** Messages that were written. */
  readonly told: number;
  /** Why news of an entity could not be told; they are tried again later. */
  readonly failures: readonly string[];
}

/**
 * Writes followers one message per record about what others did since the last round. News of an entity that cannot be
 * told hold up nobody else's: they are put aside and tried again, less and less often, and given up at last with an entry
 * for administrators.
 */
export async function tellNews(options: FollowsOptions): Promise<NewsRound> {
  return options.db.transaction().execute(async (db) => {
    const failures: string[] = [];
    const now = options.clock.now();
    let told = 0;
    const tell = async (news: readonly NewsItem[], attempts: number): Promise<void> => {
      for (const group of Map.groupBy(news, ({ app, entity }) => `${app}/${entity}`).values()) {
        const outcome = await tellGroup(options, group);
        if (outcome.messages) {
          await writeJournal(db, { notifications: outcome.messages });
          told += outcome.messages.length;
          continue;
        }
        failures.push(outcome.reason);
        await putAside(db, { news: group, attempts, now, reason: outcome.reason });
      }
    };
    await tell(await takeNews(db), 0);
    for (const { app, entity, changeSets, attempts } of await takeRetries(db, now)) {
      const news = await newsOf(db, changeSets);
      await tell(
        news.filter((item) => item.app === app && item.entity === entity),
        attempts,
      );
    }
    return { told, failures };
  });
}

/** Nothing of it runs in the transaction of the round, so that a failure leaves that whole. */
async function tellGroup(
  options: FollowsOptions,
  news: readonly NewsItem[],
): Promise<
  | { readonly messages: readonly NotificationRow[] }
  | { readonly messages?: undefined; readonly reason: string }
> {
  const [first] = news;
  if (!first || !options.releases.apps().includes(first.app)) return { messages: [] };
  const { app } = first;
  const entity = options.releases.current(app).catalog.find("entity", first.entity);
  if (!entity) return { messages: [] };
  try {
    return { messages: await messagesOf(options, { app, entity, news }) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

interface EntityNews {
  readonly app: string;
  readonly entity: EntityDocument;
  readonly news: readonly NewsItem[];
}

async function messagesOf(
  options: FollowsOptions,
  { app, entity, news }: EntityNews,
): Promise<readonly NotificationRow[]> {
  const byRecord = Map.groupBy(news, ({ record }) => record);
  const listeners = await listenersOf(options.db, options.records, {
    app,
    entity,
    ids: [...byRecord.keys()],
  });
  const byAccount = Map.groupBy(listeners, ({ account }) => account);
  if (listeners.length === 0) return [];
  const people = await options.actors.ofAccounts([...byAccount.keys()]);
  const names = await accountNames(
    options.db,
    news.flatMap((item) => item.actor ?? []),
  );
  const messages: NotificationRow[] = [];
  for (const actor of people) {
    const heard = (byAccount.get(actor.userId ?? "") ?? []).flatMap(({ record, chosen }) => {
      // What flows do to one's own records they tell of themselves.
      const others = (byRecord.get(record) ?? []).filter(
        (item) => item.actor !== actor.userId && (chosen || !item.byFlow),
      );
      return others.length > 0 ? [{ record, items: others }] : [];
    });
    messages.push(...(await messagesTo(options, { app, entity, actor, heard, names })));
  }
  return messages;
}

interface Hearing {
  readonly app: string;
  readonly entity: EntityDocument;
  readonly actor: Actor;
  readonly heard: readonly { readonly record: string; readonly items: readonly NewsItem[] }[];
  /** Names of those who did something. */
  readonly names: ReadonlyMap<string, string>;
}

/** What one follower is told: only of records that this person sees, and of fields that this person may read. */
async function messagesTo(
  { records, clock }: FollowsOptions,
  { app, entity, actor, heard, names }: Hearing,
): Promise<readonly NotificationRow[]> {
  if (heard.length === 0) return [];
  const ids = heard.map(({ record }) => record);
  const seen = await seenRecords(records, actor, { app, entity: entity.id, ids });
  const visible = heard.filter(({ record }) => seen.has(record));
  const { items } = await records.quoted(
    actor,
    app,
    visible.map((one) => ({ entity: entity.id, record: one.record, values: valuesOf(one.items) })),
  );
  const told = visible.flatMap(({ record, items: news }, index) => {
    const fields = Object.keys(items[index] ?? {});
    const isMoved = news.some(({ type }) => type !== "updated" && type !== "linked");
    return fields.length > 0 || isMoved ? [{ record, news, fields, values: valuesOf(news) }] : [];
  });
  if (told.length === 0) return [];
  const base = { app, entity, account: actor.userId ?? "", now: clock.now() };
  if (told.length > MOST_MESSAGES) return [manyMessage(base, told.length)];
  const titles = await titlesOf(records, base, told);
  return told.map((one) => newsMessage(base, { ...one, names, title: titles.get(one.record) ?? null }));
}

/** Titles as they are; messages show them to each reader by the reader's rights. */
async function titlesOf(
  records: FollowsOptions["records"],
  { app, entity }: { readonly app: string; readonly entity: EntityDocument },
  told: readonly { readonly record: string }[],
): Promise<ReadonlyMap<string, Value>> {
  const filter = { in: [{ var: "id" }, told.map(({ record }) => record)] };
  const fields = [entity.titleField];
  const titles = new Map<string, Value>();
  for (const state of ["live", "deleted"] as const) {
    const page = await records.query(systemActor, app, { entity: entity.id, filter, fields, state });
    for (const record of page.items) titles.set(record.id, record[entity.titleField] ?? null);
  }
  return titles;
}

/** The last value of each field. */
function valuesOf(items: readonly NewsItem[]): NewsItem["values"] {
  return Object.assign({}, ...items.map(({ values }) => values)) as NewsItem["values"]; // assigning leaves no type
}
