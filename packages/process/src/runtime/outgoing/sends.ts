import type { RouteInput, RouteOutput, sendRoutes } from "@mortise/contract";
import { type Actor, sendRetention, setSendRetention, tidySends, wakeTarget } from "@mortise/store";
import type { Engine } from "../asks/locked-ask.ts";
import { mendSends } from "./mend-sends.ts";
import { sendList, sendView } from "./send-views.ts";

/** What flows send outside, as people in charge look at it and mend it. */
export interface Sends {
  list(
    actor: Actor,
    app: string,
    query: RouteInput<typeof sendRoutes.listSends>["query"],
  ): Promise<RouteOutput<typeof sendRoutes.listSends>>;
  /** One send with its tries; FLOW_SEND_NOT_FOUND also for those who may not read its record. */
  read(actor: Actor, app: string, id: string): Promise<RouteOutput<typeof sendRoutes.readSend>>;
  mend(
    actor: Actor,
    app: string,
    mending: RouteInput<typeof sendRoutes.mendSends>["body"],
  ): Promise<RouteOutput<typeof sendRoutes.mendSends>>;
  /** Has a place tried at once to which nothing is sent for a while. */
  wake(target: string): Promise<void>;
  /** For how many days what was sent is kept. */
  retention(app: string): Promise<number>;
  setRetention(app: string, days: number): Promise<void>;
  /** Deletes what is older than that; says how many. */
  tidy(): Promise<number>;
}

/** The sends of an engine. */
export function createSends(engine: Engine): Sends {
  const { db, clock } = engine.parts;
  return {
    list: (actor, app, query) => sendList(engine, actor, app, query),
    read: (actor, app, id) => sendView(engine, actor, { app, id }),
    mend: (actor, app, mending) => mendSends(engine, actor, app, mending),
    wake: (target) => wakeTarget(db, target),
    retention: (app) => sendRetention(db, app),
    setRetention: (app, days) => setSendRetention(db, app, days),
    async tidy() {
      let all = 0;
      for (let gone = -1; gone !== 0; all += gone) gone = await tidySends(db, clock.now());
      return all;
    },
  };
}
