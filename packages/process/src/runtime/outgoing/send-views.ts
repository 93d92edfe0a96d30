import type { RouteInput, RouteOutput, sendRoutes } from "@mortise/contract";
import { isId, type LocalizedText } from "@mortise/kit";
import {
  accountNames,
  type Actor,
  listSends,
  readRun,
  readSend,
  restingTargets,
  type SendRow,
} from "@mortise/store";
import { sendNotFound } from "../../errors.ts";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import type { SendLine } from "../../model/send-kind.ts";
import { Settings } from "../../model/settings.ts";
import { findNode } from "../../nodes/index.ts";
import { findSendKind } from "../../outgoing/index.ts";
import type { Engine } from "../asks/locked-ask.ts";
import { clearAmong } from "../decision-views.ts";
import { recordTitles } from "../record-titles.ts";
import { sayTexts } from "../say-texts.ts";

type SendAnswer = RouteOutput<typeof sendRoutes.readSend>;
type SendView = SendAnswer["send"];
type LineView = NonNullable<SendAnswer["request"]>[number];
type Query = RouteInput<typeof sendRoutes.listSends>["query"];

const PAGE = 50;
const MARK = " ";

/** What an app's flows send outside, the newest first: of entities that the actor may read. */
export async function sendList(
  engine: Engine,
  actor: Actor,
  app: string,
  { after, limit = PAGE, ...query }: Query,
): Promise<RouteOutput<typeof sendRoutes.listSends>> {
  const { parts } = engine;
  const [createdAt, id] = after?.split(MARK) ?? [];
  const place = createdAt && id && isId(id) ? { createdAt, id } : undefined;
  const entities = parts.releases
    .current(app)
    .catalog.all("entity")
    .map((entity) => entity.id)
    .filter((entity) => parts.gateway.permissionSummary(actor, app, entity).read);
  const rows = await listSends(parts.db, { app, ...query, entities, after: place, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const resting = await restingTargets(parts.db, app, parts.clock.now());
  return {
    items: await sendViews(engine, actor, page),
    ...(last ? { next: `${last.created_at}${MARK}${last.id}` } : {}),
    resting: resting.map(({ rests_until: until, ...target }) => ({ ...target, until })),
  };
}

async function sendViews(
  { parts, library }: Engine,
  actor: Actor,
  rows: readonly SendRow[],
): Promise<SendView[]> {
  const titles = await recordTitles(parts, actor, rows);
  const views: SendView[] = [];
  for (const row of rows) {
    const flow = await flowOf({ parts, library }, row);
    views.push({
      id: row.id,
      kind: row.kind,
      target: row.target,
      status: row.status,
      flow: row.flow,
      flowName: flow?.document.name ?? { zh: row.flow, en: row.flow },
      nodeName: nodeName(flow, row.node),
      run: row.run,
      entity: row.entity,
      record: row.record,
      recordTitle: titles.get(row.record) ?? "",
      tries: row.attempts,
      createdAt: row.created_at,
      dueAt: row.status === "waiting" ? row.due_at : null,
      settledAt: row.settled_at,
      problem: row.status === "sent" ? null : row.problem,
      waits: row.waits !== null && row.status !== "sent",
    });
  }
  return views;
}

/** The flow as the run had it, while there is one, else as it is now. */
async function flowOf({ parts, library }: Engine, row: SendRow): Promise<CompiledFlow | undefined> {
  const { number } = parts.releases.current(row.app);
  const current = await library.find(row.app, number, row.flow);
  if (current?.node(row.node)) return current;
  const run = await readRun(parts.db, row.run);
  return run ? library.find(row.app, run.release, row.flow) : current;
}

function nodeName(flow: CompiledFlow | undefined, id: string): LocalizedText {
  const node = flow?.node(id);
  return node?.name ?? findNode(node?.type ?? "")?.name ?? { zh: id, en: id };
}

/**
 * One send with what was sent, what came back and its tries. FLOW_SEND_NOT_FOUND for those who may not read its record; what
 * was sent is told to those who see in clear all that its step names.
 */
export async function sendView(
  engine: Engine,
  actor: Actor,
  { app, id }: { readonly app: string; readonly id: string },
): Promise<SendAnswer> {
  const { parts } = engine;
  const found = isId(id) ? await readSend(parts.db, id) : undefined;
  const kind = found && findSendKind(found.send.kind);
  if (!found || !kind || found.send.app !== app) throw sendNotFound();
  const { send, tries } = found;
  const [view] = await sendViews(engine, actor, [send]);
  if (!view || !(await recordTitles(parts, actor, [send])).has(send.record)) throw sendNotFound();
  const isClear = await mayRead(engine, actor, send);
  // Texts that quote the record are put into words for each reader.
  const isTold = (lines: readonly SendLine[]) => isClear || lines.every(({ value }) => value.type !== "text");
  const say = (lines: readonly SendLine[]) => (isTold(lines) ? sayLines(engine, actor, send, lines) : null);
  return {
    send: view,
    request: await say(kind.request(new Settings(send.request))),
    answer: await say(kind.answer(new Settings(send.answer ?? {}))),
    tries: tries.map(({ number, at, took, status, problem }) => ({ number, at, took, status, problem })),
  };
}

/** Whether the actor sees in clear every field that the step names, and those behind what it uses of other records. */
async function mayRead(engine: Engine, actor: Actor, send: SendRow): Promise<boolean> {
  const { gateway } = engine.parts;
  const flow = await flowOf(engine, send);
  const node = flow?.node(send.node);
  if (!flow || !node) return false;
  const { app, entity, record } = send;
  const used = flow.fieldsOf(node);
  const isClear = await clearAmong(engine.parts, actor, { app, entity, record }, used);
  const guards = new Settings(send.request).items("guards");
  return (
    used.every(isClear) &&
    guards.every((guard) => {
      const summary = gateway.permissionSummary(actor, app, guard.text("entity") ?? "");
      const hides = (field: string): boolean =>
        ["hidden", "masked"].includes(summary.fields[field] ?? "read");
      return summary.read && !guard.texts("fields").some(hides);
    })
  );
}

async function sayLines(
  { parts }: Engine,
  actor: Actor,
  { app, entity, record }: SendRow,
  lines: readonly SendLine[],
): Promise<LineView[]> {
  const quoting = lines.flatMap(({ value }) => (value.type === "quoting" ? [value.text] : []));
  const said = await sayTexts(
    parts,
    actor,
    quoting.map((text) => ({ app, entity, record, text })),
  );
  const people = lines.flatMap(({ value }) => (value.type === "person" ? [value.id] : []));
  const names = await accountNames(parts.db, people);
  return lines.map(({ label, value }) => {
    if (value.type === "secret") return { label, value: null };
    if (value.type === "text") return { label, value: value.text };
    if (value.type === "person") return { label, value: names.get(value.id) ?? "—" };
    const text = said[quoting.indexOf(value.text)];
    return { label, value: text?.[actor.locale] ?? "" };
  });
}
