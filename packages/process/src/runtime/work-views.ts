import type { RouteOutput, workRoutes } from "@mortise/contract";
import type { LocalizedText } from "@mortise/kit";
import {
  type Actor,
  liveAmong,
  markRead,
  notificationsOf,
  openWorkCounts,
  readRoster,
  runsOfFlow,
  unreadCounts,
  workMadeFrom,
  type WorkItemRow,
  workItemsOf,
  workItemsOfRecord,
  type WorkList,
} from "@mortise/store";
import { needsForm } from "../model/ask-terms.ts";
import { NO_RECORD } from "../model/no-record.ts";
import { isAddedBy } from "../model/approval.ts";
import { mayWithRuns } from "./runs/run-rights.ts";
import { isOwn, partOf } from "./asks/locked-ask.ts";
import type { ProcessParts } from "./parts.ts";
import { commentTexts } from "./comment-texts.ts";
import { sayTexts } from "./say-texts.ts";
import { recordTitles } from "./record-titles.ts";

/** A work item as the API shows it. */
export type WorkItemView = RouteOutput<typeof workRoutes.listWorkItems>["items"][number];

const DEFAULT_ITEMS = 100;
const NOTIFICATIONS = 30;
const RUNS = 100;
const NOTHING: LocalizedText = { zh: "", en: "" };

/** A person's to-do list, or what they settled lately. */
export async function listWorkItems(
  parts: ProcessParts,
  actor: Actor,
  query: { readonly status?: WorkList | undefined; readonly limit?: number | undefined },
): Promise<RouteOutput<typeof workRoutes.listWorkItems>> {
  const assignee = actor.userId;
  if (assignee === null) return { items: [], open: 0 };
  const { status: list = "open", limit = DEFAULT_ITEMS } = query;
  const rows = await workItemsOf(parts.db, { assignee, list, limit });
  const open = await openWorkCounts(parts.db, [assignee]);
  return { items: await workItemViews(parts, actor, rows), open: open[assignee] ?? 0 };
}

/** Approvals and tasks of one record; STORE_RECORD_NOT_FOUND when the actor may not see it. */
export async function recordWorkItems(
  parts: ProcessParts,
  actor: Actor,
  { app, entity, record }: { readonly app: string; readonly entity: string; readonly record: string },
): Promise<RouteOutput<typeof workRoutes.recordWorkItems>> {
  await parts.gateway.get(actor, app, entity, record);
  const since = await parts.gateway.seenSince(actor, app, { entity, id: record });
  const rows = await workItemsOfRecord(parts.db, { app, entity, record });
  // What others had to do before a pool took the record is hidden with the rest of its past, unless it waits still.
  const isKnown = ({ status, created_at: at }: WorkItemRow): boolean =>
    since === null || status === "open" || status === "later" || new Date(at) > new Date(since);
  return { items: await workItemViews(parts, actor, rows.filter(isKnown)) };
}

/** Rows as the API shows them; a record's title only to those who may read it. */
export async function workItemViews(
  parts: ProcessParts,
  actor: Actor,
  rows: readonly WorkItemRow[],
): Promise<WorkItemView[]> {
  const titles = await recordTitles(parts, actor, rows);
  const { users } = rows.length === 0 ? { users: [] } : await readRoster(parts.db, "");
  const names = new Map(users.map((user) => [user.id, user.name]));
  const said = await sayTexts(
    parts,
    actor,
    rows.map(({ app, entity, record, title: text }) => ({ app, entity, record, text })),
  );
  const trail = rows.map(partOf);
  const live = await liveAmong(
    parts.db,
    rows.filter((row) => isRecallable(actor, row)).map((row) => row.run),
  );
  const words = await wordsFor(parts, rows);
  return rows.map((row, index) => ({
    id: row.id,
    app: row.app,
    kind: row.kind,
    title: said[index] ?? NOTHING,
    entity: row.entity,
    record: row.record,
    recordTitle: titles.get(row.record) ?? "",
    flow: row.flow,
    run: row.run,
    createdAt: row.created_at,
    decidedAt: row.decided_at,
    dueAt: row.due_at,
    status: row.status,
    origin: row.origin,
    madeFrom: row.made_from,
    decision: row.decision,
    comment: row.comment,
    ...givenView(row),
    assignee: row.assignee,
    assigneeName: names.get(row.assignee) ?? "",
    onBehalfOfName: row.on_behalf_of && (names.get(row.on_behalf_of) ?? ""),
    question: row.question,
    words: (words.get(row.id) ?? []).map((part) => ({
      name: names.get(part.assignee) ?? "",
      comment: part.comment ?? "",
    })),
    ...termsView(row),
    mayBatch: isOwn(actor, row) && isBatchable(row),
    mayRecall: isRecallable(actor, row) && live.has(row.run),
    locks: row.locks !== null && (row.status === "open" || row.status === "later"),
    mayDecide: row.status === "open" && isOwn(actor, row),
    mayReassign: mayReassign(actor, row),
    mayIntervene: isWaiting(row) && mayWithRuns(actor, row.app, "mend", parts),
    mayTakeBack: isAddedBy(partOf(row), trail, actor.userId),
  }));
}

/** What others said who were asked for their word, or to approve first, by the part they were asked from. */
async function wordsFor({ db }: ProcessParts, rows: readonly WorkItemRow[]) {
  const made = await workMadeFrom(
    db,
    rows.map((row) => row.id),
  );
  return Map.groupBy(
    made.filter((part) => part.comment !== null && (part.origin === "word" || part.origin === "before")),
    (part) => part.made_from,
  );
}

/** What came with the decision besides a word. */
function givenView({ answer }: WorkItemRow) {
  return {
    files: (answer?.files ?? []).map((file) => ({ ...file })),
    signature: answer?.signature ? { ...answer.signature } : null,
  };
}

/** Somebody is asked to approve or do something, and has not answered. */
function isWaiting({ kind, status }: WorkItemRow): boolean {
  return (kind === "approval" || kind === "task") && (status === "open" || status === "later");
}

/** Administrators see to what waits for people who do not come to it. */
function mayReassign(actor: Actor, row: WorkItemRow): boolean {
  const isAsked = row.kind === "approval" || row.kind === "task";
  return actor.admin && isAsked && row.status === "open" && !isOwn(actor, row);
}

/** Whether nothing but a word is asked for. */
function isBatchable({ kind, status, origin, terms }: WorkItemRow): boolean {
  return kind === "approval" && status === "open" && origin !== "word" && !needsForm(terms ?? {});
}

/** What the step lets them fill in and demands of them. */
function termsView({ terms }: WorkItemRow) {
  return {
    hasForm: (terms?.fields ?? []).length > 0,
    wantsComment: terms?.comment === true,
    wantsSignature: terms?.signature === true,
    isResubmission: terms?.resubmit === true,
    isPicking: terms?.pick === true,
    returns: (terms?.returns ?? []).map((target) => ({ ...target })),
  };
}

/** What somebody decided themselves, and was not only asked for their opinion. */
function isRecallable({ userId }: Actor, { kind, status, decided_by, origin }: WorkItemRow): boolean {
  const isOwn = userId !== null && decided_by === userId;
  return isOwn && kind === "approval" && status === "done" && origin !== "word" && origin !== "before";
}

/** A person's newest messages and how many are unread. */
export async function listNotifications(
  parts: ProcessParts,
  actor: Actor,
  query: { readonly before?: string | undefined },
): Promise<RouteOutput<typeof workRoutes.listNotifications>> {
  const account = actor.userId;
  if (account === null) return { items: [], unread: 0 };
  const rows = await notificationsOf(parts.db, {
    account,
    before: query.before ?? null,
    limit: NOTIFICATIONS,
  });
  const unread = await unreadCounts(parts.db, [account]);
  const said = await sayTexts(
    parts,
    actor,
    rows.flatMap(({ app, entity, record, title, body }) => [
      { app, entity, record, text: title },
      { app, entity, record, text: body },
    ]),
  );
  const comments = await commentTexts(parts, actor, rows);
  const items = rows.map(({ id, at, app, entity, record, comment, read_at }, index) => ({
    id,
    at,
    title: said[2 * index] ?? NOTHING,
    body: (comment ? comments.get(comment) : said[2 * index + 1]) ?? NOTHING,
    app,
    entity,
    record: record === NO_RECORD ? null : record,
    read: read_at !== null,
  }));
  return { items, unread: unread[account] ?? 0 };
}

/** Marks messages as read; all of the person's without ids. */
export async function readNotifications(
  parts: ProcessParts,
  actor: Actor,
  ids: readonly string[] | undefined,
): Promise<RouteOutput<typeof workRoutes.readNotifications>> {
  const account = actor.userId;
  if (account === null) return { unread: 0 };
  await markRead(parts.db, { account, ids, at: parts.clock.now() });
  const unread = await unreadCounts(parts.db, [account]);
  return { unread: unread[account] ?? 0 };
}

/** The newest runs of a flow with their counts by status, for its builders. */
export async function flowRuns(
  parts: ProcessParts,
  actor: Actor,
  app: string,
  flow: string,
): Promise<RouteOutput<typeof workRoutes.flowRuns>> {
  const { items, counts } = await runsOfFlow(parts.db, { app, flow, limit: RUNS });
  return {
    items: items.map((run) => ({
      id: run.id,
      record: run.record,
      status: run.status,
      node: run.node,
      startedAt: run.started_at,
      endedAt: run.ended_at,
      error: run.error && run.error[actor.locale],
    })),
    counts: { ...counts },
  };
}
