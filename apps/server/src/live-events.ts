import { isPlainObject } from "@mortise/kit";
import {
  ACCESS_CHANNEL,
  type AccessNotice,
  type Actor,
  CHANGE_CHANNEL,
  type ChangeNotification,
  IMPORT_CHANNEL,
  PERSON_CHANNEL,
  type PersonNotice,
  type Store,
} from "@mortise/store";
import { rolesIn } from "./http/handle.ts";
import type { LiveHub } from "./http/live.ts";
import type { Services } from "./services.ts";

/** Carries what the database announces to the browsers: who may read an entity hears that it changed. */
export async function forwardLiveEvents(
  { store, actors, logger }: Pick<Services, "store" | "actors" | "logger">,
  live: LiveHub,
): Promise<void> {
  await store.listen(CHANGE_CHANNEL, (payload) => {
    // The connection was lost for a while: nobody knows what was missed.
    if (payload === undefined) return live.send({ type: "resync" }, () => true);
    const notice = noticeIn<ChangeNotification>(payload);
    if (!notice) return;
    const { app, entity, ids } = notice;
    return live.send({ type: "change", app, entity, ids }, (actor) => mayRead(store, actor, app, entity));
  });
  await store.listen(PERSON_CHANNEL, (payload) => {
    const notice = payload === undefined ? undefined : noticeIn<PersonNotice>(payload);
    if (notice) live.send({ type: notice.type }, (actor) => actor.userId === notice.user);
  });
  await store.listen(IMPORT_CHANNEL, (payload) => {
    const notice = payload === undefined ? undefined : noticeIn<{ app: string; id: string }>(payload);
    if (!notice) return;
    const { app, id } = notice;
    live.send({ type: "import", app, id }, (actor) => actor.admin || rolesIn(actor, app).length > 0);
  });
  await store.listen(ACCESS_CHANNEL, (payload) => {
    const account = payload === undefined ? null : (noticeIn<AccessNotice>(payload)?.account ?? null);
    actors.forget(account);
    live.recheck(account).catch(() => logger.warn({}, "looking at the rights of open streams failed"));
  });
  store.releases.onChange((release) => {
    live.send(
      { type: "release", app: release.app, number: release.number },
      (actor) => actor.admin || rolesIn(actor, release.app).length > 0,
    );
  });
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
