import type { LiveEvent } from "@mortise/contract";
import { isPlainObject, type Logger } from "@mortise/kit";
import {
  ACCESS_CHANNEL,
  type AccessNotice,
  type Actor,
  CHANGE_CHANNEL,
  type ChangeNotice,
  type ChangeNotification,
  IMPORT_CHANNEL,
  type Missed,
  PERSON_CHANNEL,
  type PersonNotice,
  type Store,
} from "@mortise/store";
import { rolesIn } from "./http/handle.ts";
import type { LiveHub, Replay } from "./http/live.ts";
import type { Services } from "./services.ts";

/** Carries what the database announces to the browsers: who may read an entity hears that it changed. */
export async function forwardLiveEvents(
  { store, actors, logger }: Pick<Services, "store" | "actors" | "logger">,
  live: LiveHub,
): Promise<void> {
  live.replayFrom((actor, position) => missedBy(store, actor, position));
  await forwardChanges(store, live, logger);
  await store.listen(PERSON_CHANNEL, (payload) => {
    // The connection was lost for a while: whose notices were missed, nobody knows.
    if (payload === undefined) return PERSONAL.forEach((event) => live.send(event, () => true));
    const notice = noticeIn<PersonNotice>(payload);
    return notice && live.send({ type: notice.type }, (actor) => actor.userId === notice.user);
  });
  await store.listen(IMPORT_CHANNEL, (payload) => {
    const notice = payload === undefined ? undefined : noticeIn<{ app: string; id: string }>(payload);
    if (!notice) return;
    const { app, id } = notice;
    live.send({ type: "import", app, id }, (actor) => isOf(actor, app));
  });
  await store.listen(ACCESS_CHANNEL, (payload) => {
    const account = payload === undefined ? null : (noticeIn<AccessNotice>(payload)?.account ?? null);
    actors.forget(account);
    live.recheck(account).catch(() => logger.warn({}, "looking at the rights of open streams failed"));
  });
  store.releases.onChange(({ app, number }) => {
    live.send({ type: "release", app, number }, (actor) => isOf(actor, app));
  });
}

/** Events of one person that no feed keeps: to read them again costs little. */
const PERSONAL: readonly LiveEvent[] = [{ type: "notification" }, { type: "work-items" }];

async function forwardChanges(store: Store, live: LiveHub, logger: Logger): Promise<void> {
  let position: string | undefined;
  const send = (notice: ChangeNotice, at: string): void => {
    position = at;
    live.position = at;
    const { app, entity, ids } = notice;
    live.send({ type: "change", app, entity, ids }, (actor) => mayRead(store, actor, app, entity));
  };
  const catchUp = async (): Promise<void> => {
    const missed: Missed =
      position === undefined
        ? { kind: "unknown", position: await store.changes.position() }
        : await store.changes.since(position);
    if (missed.kind === "unknown") {
      position = missed.position;
      live.position = missed.position;
      live.send({ type: "resync" }, () => true);
    } else for (const notice of missed.notices) send(notice, missed.position);
  };
  await store.listen(CHANGE_CHANNEL, (payload) => {
    if (payload === undefined) {
      // The connection was lost for a while; it is back, so the database can be asked.
      catchUp().catch(() => {
        logger.warn({}, "reading the changes that were missed failed");
        live.send({ type: "resync" }, () => true);
      });
      return;
    }
    const notice = noticeIn<ChangeNotification>(payload);
    if (notice) send(notice, typeof notice.position === "string" ? notice.position : (position ?? ""));
  });
  position = await store.changes.position();
  live.position = position;
}

/** What a browser that was away has to hear; everything, when it is new or was away for too long. */
async function missedBy(store: Store, actor: Actor, position: string | undefined): Promise<Replay> {
  const missed =
    position === undefined
      ? ({ kind: "unknown", position: await store.changes.position() } as const)
      : await store.changes.since(position);
  if (missed.kind === "unknown") return { events: [{ type: "resync" }], position: missed.position };
  const changes = missed.notices
    .filter(({ app, entity }) => mayRead(store, actor, app, entity))
    .map(({ app, entity, ids }): LiveEvent => ({ type: "change", app, entity, ids }));
  const releases = store.releases
    .apps()
    .filter((app) => isOf(actor, app))
    .map((app): LiveEvent => ({ type: "release", app, number: store.releases.current(app).number }));
  return { events: [...changes, ...releases, ...PERSONAL], position: missed.position };
}

function isOf(actor: Actor, app: string): boolean {
  return actor.admin || rolesIn(actor, app).length > 0;
}

/** What a process of ours announced; anybody with a login of the database could write something else there. */
function noticeIn<T>(payload: string): T | undefined {
  try {
    const notice: unknown = JSON.parse(payload);
    return isPlainObject(notice) ? (notice as T) : undefined; // written by our own code, see above
  } catch {
    return undefined;
  }
}

/** False also for an app or entity of a release that this process has not read yet; its `release` event follows. */
function mayRead(store: Store, actor: Actor, app: string, entity: string): boolean {
  try {
    return store.records.permissionSummary(actor, app, entity).read;
  } catch {
    return false;
  }
}
