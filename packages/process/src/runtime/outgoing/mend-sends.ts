import type { RouteInput, RouteOutput, sendRoutes } from "@mortise/contract";
import { type Actor, discardSends, lockSends, replaySends, type SendRow } from "@mortise/store";
import type { Engine } from "../asks/locked-ask.ts";
import { recordTitles } from "../record-titles.ts";

type Mending = RouteInput<typeof sendRoutes.mendSends>["body"];

/** From which states each action leads. */
const FROM: Readonly<Record<Mending["action"], readonly SendRow["status"][]>> = {
  replay: ["dead", "dropped"],
  discard: ["waiting", "dead"],
};

/**
 * Sends again what was given up, under the key of the first time, or gives up for good. A run that waits hears of it. Only
 * sends about records that the actor may read are touched.
 */
export async function mendSends(
  { parts }: Engine,
  actor: Actor,
  app: string,
  { ids, action }: Mending,
): Promise<RouteOutput<typeof sendRoutes.mendSends>> {
  const wanted = new Set(ids);
  return parts.db.transaction().execute(async (db) => {
    const locked = await lockSends(db, app, [...wanted]);
    const titles = await recordTitles(parts, actor, locked);
    const ready = locked
      .filter(({ record, status }) => titles.has(record) && FROM[action].includes(status))
      .map(({ id }) => id);
    const now = parts.clock.now();
    await (action === "replay" ? replaySends(db, ready, now) : discardSends(db, ready, now));
    return { mended: ready.length, left: wanted.size - ready.length };
  });
}
