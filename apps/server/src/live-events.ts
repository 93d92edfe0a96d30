import type { LiveEvent } from "@mortise/contract";
import { isId, isPlainObject, type Logger } from "@mortise/kit";
import {
  ACCESS_CHANNEL,
  type AccessNotice,
  type Actor,
  CHANGE_CHANNEL,
  type ChangeNotification,
  DRAFT_CHANNEL,
  type DraftNotice,
  IMPORT_CHANNEL,
  type Missed,
  PERSON_CHANNEL,
  type PersonNotice,
  SEAT_CHANNEL,
  type Store,
} from "@mortise/store";
import { changeEvents, LiveChanges } from "./live-changes.ts";
import { isBuilder, rolesIn } from "./http/rights-in-app.ts";
import type { LiveHub, Replay } from "./http/live.ts";
import type { Services } from "./services.ts";

/** Carries what the database announces to the browsers, each what it may know. */
export async function forwardLiveEvents(services: Services, live: LiveHub): Promise<void> {
  const { store, actors, logger } = services;
  live.replayFrom((actor, position) => missedBy(services, actor, position));
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
  await forwardDrafts(services, live);
  store.releases.onChange(({ app, number }) => {
    live.send({ type: "release", app, number }, (actor) => isOf(actor, app));
  });
}

/** Tells builders what others do in the drafts. */
async function forwardDrafts(services: Services, live: LiveHub): Promise<void> {
  const { store } = services;
  const tell = (event: LiveEvent & { readonly app: string }) =>
    live.send(
      event,
      (actor) => store.releases.apps().includes(event.app) && isBuilder(actor, event.app, services),
    );
  await store.listen(DRAFT_CHANNEL, (payload) => {
    // After a gap any draft may be another one.
    if (payload === undefined) return store.releases.apps().forEach((app) => tell({ type: "draft", app }));
    const notice = noticeIn<DraftNotice>(payload);
    if (typeof notice?.app === "string") tell({ type: "draft", ...notice });
  });
  await store.listen(SEAT_CHANNEL, (app) => {
    // After a gap nothing is told: seats are read again every few seconds anyway.
    if (app !== undefined) tell({ type: "seats", app });
  });
}

/** Events of one person that no feed keeps: to read them again costs little. */
const PERSONAL: readonly LiveEvent[] = [{ type: "notification" }, { type: "work-items" }];

async function forwardChanges(store: Store, live: LiveHub, logger: Logger): Promise<void> {
  const changes = new LiveChanges(store, live, logger);
  let position: string | undefined;
  const catchUp = async (): Promise<void> => {
    const missed: Missed =
      position === undefined
        ? { kind: "unknown", position: await store.changes.position() }
        : await store.changes.since(position);
    position = missed.position;
    if (missed.kind === "changes") {
      changes.add(...missed.notices.map((notice) => ({ notice, position: missed.position })));
      return;
    }
    live.position = missed.position;
    live.send({ type: "resync" }, () => true);
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
    const notice = changeIn(payload);
    if (!notice) return;
    if (typeof notice.position === "string") position = notice.position;
    changes.add({ notice, position: position ?? "" });
  });
  position = await store.changes.position();
  live.position = position;
}

/** What a browser that was away has to hear; everything, when it is new or was away for too long. */
async function missedBy(services: Services, actor: Actor, position: string | undefined): Promise<Replay> {
  const { store } = services;
  const missed =
    position === undefined
      ? ({ kind: "unknown", position: await store.changes.position() } as const)
      : await store.changes.since(position);
  if (missed.kind === "unknown") return { events: [{ type: "resync" }], position: missed.position };
  const changes = (await changeEvents(store, missed.notices, [actor])).get(actor) ?? [];
  const apps = store.releases.apps();
  const releases = apps
    .filter((app) => isOf(actor, app))
    .map((app): LiveEvent => ({ type: "release", app, number: store.releases.current(app).number }));
  const drafts = apps
    .filter((app) => isBuilder(actor, app, services))
    .map((app): LiveEvent => ({ type: "draft", app }));
  return { events: [...changes, ...releases, ...drafts, ...PERSONAL], position: missed.position };
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

/** A change that names what changed; see `noticeIn`. */
function changeIn(payload: string): ChangeNotification | undefined {
  const notice = noticeIn<ChangeNotification>(payload);
  const isWhole =
    typeof notice?.app === "string" &&
    typeof notice.entity === "string" &&
    isId(notice.changeSet) &&
    Array.isArray(notice.ids) &&
    notice.ids.every(isId);
  return isWhole ? notice : undefined;
}
