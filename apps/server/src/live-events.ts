import { CHANGE_CHANNEL, PEOPLE_CHANNEL, type PeopleNotice, type Store } from "@mortise/store";
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
  await store.listen(PEOPLE_CHANNEL, (payload) => {
    if (payload === undefined) return;
    const { accounts, type } = JSON.parse(payload) as PeopleNotice; // likewise
    live.send({ type }, (actor) => actor.userId !== null && accounts.includes(actor.userId));
  });
  store.releases.onChange((release) => {
    live.send({ type: "release", app: release.app, number: release.number }, (actor) => actor.admin || (actor.roles[release.app]?.length ?? 0) > 0);
  });
}
