import type { RouteInput, RouteOutput, runRoutes } from "@mortise/contract";
import { isId } from "@mortise/kit";
import { type Actor, listRuns, type ListedRun, readRun, stepsOf } from "@mortise/store";
import type { FlowDocument } from "@mortise/metadata";
import { runNotFound } from "../../errors.ts";
import { bareFlow } from "../../model/bare-flow.ts";
import { NO_RECORD } from "../../model/no-record.ts";
import { jumpTargets } from "../../model/jump-targets.ts";
import { fieldsNamed } from "../../model/fields-named.ts";
import { clearAmong, decisionsFor } from "../decision-views.ts";
import type { Engine } from "../asks/locked-ask.ts";
import { recordTitles } from "../record-titles.ts";
import { callsOfRun } from "./run-calls.ts";
import { mayBuild, mayWithRuns, requireRunRight } from "./run-rights.ts";
import { nodeName, type RunView, runViews, seesAll } from "./view-runs.ts";

type Query = RouteInput<typeof runRoutes.listRuns>["query"];

const PAGE = 50;
const MOST_DECISIONS = 200;
const MARK = " ";
/** Runs looked at for one page of those that somebody may see; after so many the page is given as it is. */
const MOST_LOOKED_AT = 1_000;

/**
 * Runs of an app's flows, the newest first: for builders those of entities that they may read, for others those about records
 * that they may read. FLOW_RUNS_FORBIDDEN for who may not see runs.
 */
export async function runList(
  engine: Engine,
  actor: Actor,
  app: string,
  { after, limit = PAGE, ...query }: Query,
): Promise<RouteOutput<typeof runRoutes.listRuns>> {
  const { parts } = engine;
  requireRunRight(actor, app, "see", parts);
  const isBuilder = mayBuild(actor, app, parts);
  const items: RunView[] = [];
  let place = placeOf(after);
  for (let looked = 0; ;) {
    const rows = await listRuns(parts.db, {
      app,
      ...query,
      entities: readEntities(engine, actor, app),
      after: place,
      limit: limit + 1,
    });
    const titles = isBuilder ? undefined : await recordTitles(parts, actor, rows);
    const shown = rows.slice(0, limit).filter(({ record }) => titles?.has(record) ?? true);
    const page = shown.slice(0, limit - items.length);
    items.push(...(await runViews(engine, actor, page)));
    // The page ends with the last one shown, or the last one that was looked at.
    const last = shown.length > page.length ? page.at(-1) : rows.slice(0, limit).at(-1);
    place = last && { startedAt: last.started_at, id: last.id };
    const isMore = rows.length > limit || shown.length > page.length;
    looked += rows.length;
    if (!place || !isMore) return { items };
    if (items.length >= limit || looked >= MOST_LOOKED_AT)
      return { items, next: `${place.startedAt}${MARK}${place.id}` };
  }
}

function placeOf(after: string | undefined): { readonly startedAt: string; readonly id: string } | undefined {
  const [startedAt, id] = after?.split(MARK) ?? [];
  return startedAt && id && isId(id) ? { startedAt, id } : undefined;
}

/** Entities of which the actor may read some records at all. */
function readEntities({ parts }: Engine, actor: Actor, app: string): readonly string[] {
  return parts.releases
    .current(app)
    .catalog.all("entity")
    .map((entity) => entity.id)
    .filter((entity) => parts.gateway.permissionSummary(actor, app, entity).read);
}

/**
 * One run, step by step, for whoever may read its record (FLOW_RUN_NOT_FOUND for others). What a step did is told where
 * the reader sees every field that it names in clear; the drawing to those who may see runs, without what steps are set to where
 * that names what the reader may not see.
 */
export async function runView(
  engine: Engine,
  actor: Actor,
  { app, id }: { readonly app: string; readonly id: string },
): Promise<RouteOutput<typeof runRoutes.readRun>> {
  const { parts, library } = engine;
  const row = isId(id) ? await readRun(parts.db, id) : undefined;
  if (!row || row.app !== app) throw runNotFound();
  const [run] = await runViews(engine, actor, [row]);
  if (!run || !(await isReadable(parts, actor, row))) throw runNotFound();
  const flow = await library.find(app, row.release, row.flow);
  const place = { app, entity: row.entity, record: row.record };
  const isClear = await clearAmong(
    parts,
    actor,
    place,
    flow ? fieldsNamed(flow.document, flow.catalog, row.entity) : [],
  );
  const isAbout = row.record !== NO_RECORD;
  const decisions = isAbout ? await decisionsFor(parts, actor, place, { limit: MOST_DECISIONS }) : [];
  const steps = (await stepsOf(parts.db, row.id)).map((step) => {
    const node = flow?.node(step.node);
    const isTold = flow && node ? flow.fieldsOf(node).every(isClear) : false;
    const details = decisions
      .filter(
        (one) => one.run === row.id && one.node === step.node && Date.parse(one.at) === Date.parse(step.at),
      )
      .flatMap((one) => one.details);
    return {
      node: step.node,
      name: nodeName(flow?.document, step.node),
      exit: step.exit,
      at: step.at,
      text: isTold ? step.text : null,
      details: [...details],
    };
  });
  const isBuilder = mayBuild(actor, app, parts);
  const isBare = !isBuilder && !(await seesAll(parts, actor, row, flow));
  const mayMend = mayWithRuns(actor, app, "mend", parts);
  const isDrawn = flow !== undefined && mayWithRuns(actor, app, "see", parts);
  return {
    run,
    document: isDrawn ? (isBare ? bareFlow(flow.document) : flow.document) : null,
    isBare,
    mayMend,
    targets: mayMend && flow && isMendable(row) ? targetsOf(flow.document) : [],
    mayBuild: isBuilder,
    steps,
    ...(await callsOfRun(engine, actor, row)),
  };
}

function isMendable({ status, queued }: ListedRun): boolean {
  return status === "failed" || ((status === "waiting" || status === "running") && !queued);
}

function targetsOf(flow: FlowDocument) {
  return jumpTargets(flow).map(({ id }) => ({ node: id, name: nodeName(flow, id) }));
}

async function isReadable({ gateway }: Engine["parts"], actor: Actor, row: ListedRun): Promise<boolean> {
  if (row.record === NO_RECORD) return gateway.permissionSummary(actor, row.app, row.entity).read;
  const filter = { "==": [{ var: "id" }, row.record] };
  const page = await gateway.query(actor, row.app, { entity: row.entity, fields: [], filter, limit: 1 });
  return page.items.length > 0;
}
