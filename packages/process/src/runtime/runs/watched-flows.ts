import type { RouteOutput, runRoutes } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import { type Actor, lastAudits, writeAudit } from "@mortise/store";
import { flowNotFound, reasonRequired } from "../../errors.ts";
import type { Engine } from "../asks/locked-ask.ts";
import { mayWithRuns, requireRunRight } from "./run-rights.ts";

/** The kind under which pausing is written down. */
const SWITCHED = "flow-switch";

/** What the list of releases says of it. */
const WORDS = {
  paused: { zh: "暂停流程“{flow}”：{why}", en: 'Paused the flow "{flow}": {why}' },
  goesOn: { zh: "恢复流程“{flow}” {why}", en: 'Let the flow "{flow}" go on {why}' },
} as const;

/** The flows whose runs the actor may see, and who paused which of them. FLOW_RUNS_FORBIDDEN for who may not see runs. */
export async function watchedFlows(
  { parts }: Engine,
  actor: Actor,
  app: string,
): Promise<RouteOutput<typeof runRoutes.watchedFlows>> {
  requireRunRight(actor, app, "see", parts);
  const flows = parts.releases
    .current(app)
    .catalog.all("flow")
    .filter(({ entity }) => parts.gateway.permissionSummary(actor, app, entity).read);
  const switched = await lastAudits(parts.db, { kind: SWITCHED, app, by: "flow" });
  return {
    items: flows.map(({ id, name, entity, enabled }) => {
      const last = enabled ? undefined : switched.get(id);
      const reason = last?.details["reason"];
      const isPaused = last !== undefined && last.details["enabled"] === false;
      return {
        id,
        name,
        entity,
        enabled,
        paused: isPaused
          ? { by: last.actorName, at: last.at, reason: typeof reason === "string" ? reason : "" }
          : null,
      };
    }),
    mayPause: mayWithRuns(actor, app, "pause", parts),
    mayMend: mayWithRuns(actor, app, "mend", parts),
  };
}

/**
 * Pauses a flow of the release in force or lets it go on, by a release of its own: edits of drafts stay drafts. While it is
 * paused no runs begin; those under way go on. Who did it and why is written down. FLOW_RUNS_FORBIDDEN for who may not pause
 * flows, FLOW_REASON_REQUIRED without a reason for pausing.
 */
export async function switchFlow(
  { parts }: Engine,
  actor: Actor,
  {
    app,
    flow: id,
    enabled,
    reason,
  }: { readonly app: string; readonly flow: string; readonly enabled: boolean; readonly reason: string },
): Promise<RouteOutput<typeof runRoutes.switchFlow>> {
  requireRunRight(actor, app, "pause", parts);
  const flow = parts.releases.current(app).catalog.find("flow", id);
  if (!flow || !parts.gateway.permissionSummary(actor, app, flow.entity).read)
    throw flowNotFound({ flow: id });
  const why = reason.trim();
  if (!enabled && why === "") throw reasonRequired();
  if (flow.enabled === enabled) return { release: parts.releases.current(app).number };
  const what = enabled ? WORDS.goesOn : WORDS.paused;
  const note = fillText(what[actor.locale], { flow: flow.name[actor.locale], why }).trim();
  const release = await parts.releases.amendPermitted(
    app,
    (documents) =>
      documents.flatMap((document) =>
        document.kind === "flow" && document.id === id ? [{ ...document, enabled }] : [],
      ),
    { actor, note },
  );
  await writeAudit(parts.db, {
    kind: SWITCHED,
    actor: actor.userId,
    at: parts.clock.now(),
    app,
    entity: flow.entity,
    details: { flow: id, name: flow.name.zh, enabled, reason: why, release },
  });
  return { release };
}
