import { isId, isPlainObject, type JsonObject, newId } from "@mortise/kit";
import type { FlowTest } from "@mortise/metadata";
import {
  type Actor,
  callAnswersOf,
  changesSince,
  decisionsOf,
  type KnownDecision,
  type ListedRun,
  readRun,
  sendsOfRun,
  workOfRuns,
} from "@mortise/store";
import { runNotFound, runUntestable, whatIfWithheld } from "../../errors.ts";
import { flowsBelow } from "../../model/calls/call-circle.ts";
import { INPUT } from "../../model/calls/call-signature.ts";
import type { Values } from "../../model/effect.ts";
import { fieldsNamed } from "../../model/fields-named.ts";
import { outcomeOfTest } from "../../model/play-test.ts";
import { shrinkSample } from "../../outgoing/http/sample.ts";
import { rebuildEvents } from "../../model/what-if/rebuild-events.ts";
import type { Engine } from "../asks/locked-ask.ts";
import { surroundingsOf } from "./run-tests.ts";

const MOST_DECISIONS = 200;
const MOST_CHANGES = 50_000;
const NO_PAUSE = { isDue: () => false, take: () => Promise.resolve() };

/**
 * A test made from a run: the record as the run found it, what people answered, and what its flow makes of that. Only
 * values that the flow names are kept, and only when the actor sees them in clear. FLOW_RUN_NOT_FOUND,
 * FLOW_WHAT_IF_WITHHELD, FLOW_RUN_UNTESTABLE when it needs more than its record.
 */
export async function testFromRun(
  { parts, library }: Engine,
  actor: Actor,
  { app, id }: { readonly app: string; readonly id: string },
): Promise<{ readonly flow: string; readonly test: FlowTest }> {
  const run = isId(id) ? await readRun(parts.db, id) : undefined;
  const flow = run?.app === app ? await library.find(app, run.release, run.flow) : undefined;
  if (!run || !flow) throw runNotFound();
  const fields = fieldsNamed(flow.document, flow.catalog, run.entity);
  // What called flows gave back may come from any field that they use.
  for (const { document, entity } of [
    { document: flow.document, entity: run.entity },
    ...flowsBelow(flow.document, flow.catalog).map((document) => ({ document, entity: document.entity })),
  ]) {
    const accesses = parts.gateway.permissionSummary(actor, app, entity).fields;
    const withheld = fieldsNamed(document, flow.catalog, entity).find(
      (field) => accesses[field] === "hidden" || accesses[field] === "masked",
    );
    if (withheld !== undefined)
      throw whatIfWithheld({ field: flow.catalog.field(entity, withheld)?.name[actor.locale] ?? withheld });
  }
  const decisions = (
    await decisionsOf(parts.db, { app, entity: run.entity, record: run.record, limit: MOST_DECISIONS })
  ).filter((decision) => decision.run === run.id);
  const found = await recordThen({ parts, library }, actor, { run, fields });
  const given = {
    at: new Date(run.started_at).toISOString(),
    startedBy: run.started_by,
    values: valuesGiven(found.values, decisions, fields),
    // Kept from values.
    ...(run.old ? { old: run.old as JsonObject } : {}),
    ...turnsGiven(decisions),
    ...inputsGiven(run),
  };
  const answers = await answersOf({ parts, library }, run);
  const replies = await repliesOf({ parts, library }, run);
  const asked = Object.keys(replies).length > 0 ? { ...given, replies } : given;
  const expect = outcomeOfTest(flow, { given: asked, answers }, await surroundingsOf(parts, app));
  if (!expect) throw runUntestable();
  const name = { zh: found.title || "未命名记录", en: found.title || "A record" };
  return {
    flow: run.flow,
    test: { id: newId(parts.clock.now().getTime()), name, given: asked, answers, expect },
  };
}

/** The record as the run found it, worked out backwards from what it holds now. */
async function recordThen(
  { parts }: Engine,
  actor: Actor,
  { run, fields }: { readonly run: ListedRun; readonly fields: readonly string[] },
): Promise<{ readonly values: Values; readonly title: string }> {
  const { app, entity, record } = run;
  const { record: present } = await parts.gateway.get(actor, app, entity, record);
  const since = new Date(run.started_at);
  const changes = await changesSince(parts.db, { app, entity, since, fields, record, limit: MOST_CHANGES });
  const events = await rebuildEvents(changes, new Map([[record, present]]), NO_PAUSE);
  const titleField = parts.releases.current(app).catalog.find("entity", entity)?.titleField ?? "";
  const title = present[titleField];
  return { values: events[0]?.after ?? present, title: typeof title === "string" ? title : "" };
}

/** What decisions read is known exactly; the rest is what the history says. */
function valuesGiven(
  then: Values,
  decisions: readonly KnownDecision[],
  fields: readonly string[],
): JsonObject {
  const first = decisions.findLast(({ basis }) => basis);
  const all = { ...then, ...first?.basis?.values };
  const named = fields.filter((field) => field !== "id").map((field) => [field, all[field] ?? null]);
  // Values are JSON.
  return Object.fromEntries(named) as JsonObject;
}

/** Where rotations stood, and how much people held. */
function turnsGiven(decisions: readonly KnownDecision[]) {
  const cursors: Record<string, JsonObject> = {};
  let loads: JsonObject = {};
  let tallies: JsonObject = {};
  let owners: JsonObject = {};
  for (const { node, basis } of decisions) {
    if (!basis) continue;
    const turned = Object.entries(basis.cursors ?? {}).filter(([, cursor]) => cursor !== null);
    // Turns and counts are JSON.
    if (turned.length > 0) cursors[node] = { ...cursors[node], ...Object.fromEntries(turned) } as JsonObject;
    // Likewise.
    loads = { ...loads, ...basis.loads } as JsonObject;
    // Likewise.
    tallies = { ...tallies, ...basis.tallies } as JsonObject;
    // Likewise.
    owners = { ...owners, ...basis.owners } as JsonObject;
  }
  return {
    ...(Object.keys(cursors).length > 0 ? { cursors } : {}),
    ...(Object.keys(loads).length > 0 ? { loads } : {}),
    ...(Object.keys(tallies).length > 0 ? { tallies } : {}),
    ...(Object.keys(owners).length > 0 ? { owners } : {}),
  };
}

/** What came back from outside, by step; the last answer of a step counts. */
async function repliesOf({ parts }: Engine, run: ListedRun): Promise<JsonObject> {
  const sends = (await sendsOfRun(parts.db, run.id)).filter(({ waits }) => waits !== null);
  const replies = sends.flatMap(({ node, status, answer }) => {
    const reply = shrinkSample(answer ?? {});
    return isPlainObject(reply)
      ? [[node, status === "sent" ? reply : { ...reply, isFailed: true }] as const]
      : [];
  });
  // Answers are JSON.
  return { ...(Object.fromEntries(replies) as JsonObject), ...(await returnsOf(parts, run)) };
}

/** What came back from called flows, by step: what was given back, or the first reason why it did not work. */
async function returnsOf({ db }: Engine["parts"], run: ListedRun): Promise<JsonObject> {
  const answers = await callAnswersOf(db, run.id);
  const ofNode = Map.groupBy(answers, ({ node }) => node);
  const replies = [...ofNode].map(([node, all]) => {
    const failed = all.find(({ answer }) => !answer.ok)?.answer;
    const [first] = all;
    const outputs = first?.answer.ok === true ? first.answer.outputs : {};
    return [node, failed?.ok === false ? { problem: failed.problem.zh } : { outputs }] as const;
  });
  // Values are JSON.
  return Object.fromEntries(replies) as JsonObject;
}

/** What the run was called with. */
function inputsGiven({ outputs }: ListedRun): { readonly inputs?: JsonObject } {
  const prefix = `${INPUT}.`;
  const given = Object.entries(outputs ?? {}).filter(([key]) => key.startsWith(prefix));
  if (given.length === 0) return {};
  // Values are JSON.
  return {
    inputs: Object.fromEntries(given.map(([key, value]) => [key.slice(prefix.length), value])) as JsonObject,
  };
}

/** What people answered, by step; the last word of a step counts. */
async function answersOf({ parts }: Engine, run: ListedRun): Promise<Readonly<Record<string, string>>> {
  const items = await workOfRuns(parts.db, [run.id]);
  return Object.fromEntries(
    items
      .filter(({ kind, decision }) => kind === "approval" && decision !== null)
      .toSorted((one, other) => ((one.decided_at ?? "") < (other.decided_at ?? "") ? -1 : 1))
      .map(({ node, decision }) => [node, decision ?? ""]),
  );
}
