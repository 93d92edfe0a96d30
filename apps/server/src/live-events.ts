import { CHANGE_CHANNEL, PERSON_CHANNEL, type PersonNotice, type Store } from "@mortise/store";
import type { LiveHub } from "./http/live.ts";

interface ChangeNotice {
  readonly app: string;
  readonly entity: string;
  readonly ids?: readonly string[];
}


/** Carries what the database announces to the browsers: who may read an entity hears that it changed. */
export async function forwardLiveEvents(store: Store, live: LiveHub): Promise<void> {
  await store.listen(CHANGE_CHANNEL, (payload) => {
    if (payload === undefined) return live.send({ type: "resync" }, () => true);
    const { app, entity, ids = [] } = JSON.parse(payload) as ChangeNotice; // written by the gateway of some process of ours
    return live.send({ type: "change", app, entity, ids }, (actor) => actor.admin || store.records.permissionSummary(actor, app, entity).read);
  });
  await store.listen(PERSON_CHANNEL, (payload) => {
    if (payload === undefined) return;
    const { user, type } = JSON.parse(payload) as PersonNotice; // likewise
    live.send({ type }, (actor) => actor.userId === user);
  });
  store.releases.onChange((release) => {
    live.send({ type: "release", app: release.app, number: release.number }, (actor) => actor.admin || (actor.roles[release.app]?.length ?? 0) > 0);
  });
}
