import { createHash } from "node:crypto";
import { canonicalJson } from "@mortise/kit";
import { dropPlan, type FlowPlan, flowPlans, plan } from "@mortise/store";
import { nextOccurrences } from "../../model/schedule.ts";
import type { ProcessParts } from "../parts.ts";
import { roundsOf, type StartingFlow } from "./starting-flow.ts";

/** Plans flows that were published, changed or switched on since, and forgets those that are gone. */
export async function planFlows(parts: ProcessParts, flows: readonly StartingFlow[]): Promise<void> {
  const known = new Map((await flowPlans(parts.db)).map((row) => [`${row.app}/${row.flow}`, row]));
  const stale = flows.filter((starting) => {
    const key = `${starting.app}/${starting.flow.document.id}`;
    const isNew = known.get(key)?.plan !== planText(parts, starting);
    known.delete(key);
    return isNew;
  });
  if (stale.length === 0 && known.size === 0) return;
  await parts.db.transaction().execute(async (db) => {
    for (const starting of stale) await plan(db, newPlan(parts, starting));
    for (const { app, flow } of known.values())
      if (parts.releases.apps().includes(app))
        await dropPlan(db, { app, flow, release: parts.releases.current(app).number });
  });
}

/** Changes with everything a plan is made from. */
function planText(parts: ProcessParts, starting: StartingFlow): string {
  const { entity, trigger } = starting.flow.document;
  // Rounds move when the company's calendar does; appointments keep what was agreed.
  const place = roundsOf(starting) ? [parts.timeZone, parts.releases.calendar()] : [];
  const text = canonicalJson(JSON.parse(JSON.stringify([entity, trigger, place])));
  return createHash("sha256").update(text).digest("base64url");
}

/** Rounds begin at their next moment; for appointments the records there are have to be looked through at once. */
function newPlan(parts: ProcessParts, starting: StartingFlow): FlowPlan {
  const now = parts.clock.now();
  const { app, release, flow } = starting;
  const { id, entity } = flow.document;
  const rounds = roundsOf(starting);
  const place = { timeZone: parts.timeZone, calendar: parts.releases.calendar() };
  const next = rounds ? nextOccurrences(rounds.schedule, now, place, 1)[0] : now;
  return {
    app,
    flow: id,
    entity,
    plan: planText(parts, starting),
    release,
    next_at: next?.toISOString() ?? null,
    round_at: null,
    page: null,
  };
}
