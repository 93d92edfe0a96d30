import type { RouteOutput, routes } from "@mortise/contract";
import { localize } from "@mortise/kit";
import type { Actor } from "@mortise/store";
import type { Services } from "../services.ts";

type Timeline = RouteOutput<typeof routes.timeline>;
type Entry = Timeline["items"][number];

interface RecordPlace {
  readonly app: string;
  readonly entity: string;
  readonly id: string;
}

const DEFAULT_LIMIT = 30;
/** What was pressed to start a flow is the one decision that a person made. */
const STARTED = "started";
const NOTHING_RELATED = { items: [], labels: {} };

/**
 * One record's story, newest first: its own changes, what was said about it, the related records that its entity puts on
 * the timeline, and why each owner or approver was chosen. Every part is read under the actor's permission.
 */
export async function timeline(
  services: Services,
  actor: Actor,
  place: RecordPlace,
  page: { before?: string; limit?: number; field?: string },
): Promise<Timeline> {
  const { records } = services.store;
  await records.get(actor, place.app, place.entity, place.id); // refuses what the actor may not see
  const limit = page.limit ?? DEFAULT_LIMIT;
  const window = { limit, ...(page.before ? { before: page.before } : {}) };
  const [history, related, decisions, said] = await Promise.all([
    records.history(actor, place.app, {
      entity: place.entity,
      id: place.id,
      ...window,
      ...(page.field === undefined ? {} : { field: page.field }),
    }),
    page.field === undefined ? relatedRecords(services, actor, place, window) : NOTHING_RELATED,
    page.field !== undefined
      ? []
      : services.process.decisionsFor(
          actor,
          { app: place.app, entity: place.entity, record: place.id },
          window,
        ),
    page.field === undefined
      ? services.comments.list(actor, place, { limit, until: page.before })
      : NOTHING_RELATED,
  ]);
  const labels = { ...history.labels, ...related.labels, ...said.labels };
  const flowName = flowNames(services, actor, place.app);
  const entries = [
    ...history.items.map((entry): Entry => ({
      ...entry,
      type: "change",
      cause: entry.cause.type === "flow" ? { ...entry.cause, ...flowName(entry.cause.label) } : entry.cause,
      actorName: nameOf(entry.actor, labels),
      changes: [...entry.changes],
    })),
    ...related.items.map((entry): Entry => ({ ...entry, actorName: nameOf(entry.actor, labels) })),
    ...decisions.map((decision) => decisionEntry(decision, flowName(decision.flowName))),
    ...said.items.map((comment) => commentEntry(comment, nameOf(comment.author, labels))),
  ].toSorted(newestFirst);
  const last = entries[limit - 1];
  if (!last) return { items: entries, labels };
  // What one transaction did has one time; the next page starts before it, so all of it belongs on this one.
  return { items: entries.filter((entry) => entry.at >= last.at), labels, next: last.at };
}

type Decisions = Awaited<ReturnType<Services["process"]["decisionsFor"]>>;
type Comments = Awaited<ReturnType<Services["comments"]["list"]>>["items"];

function decisionEntry(decision: Decisions[number], flow: { readonly label?: string }): Entry {
  return {
    id: decision.id,
    at: decision.at,
    type: "decision",
    action: decision.kind,
    ...(decision.kind === STARTED
      ? { actor: decision.startedBy.id, actorName: decision.startedBy.name }
      : { actor: null, actorName: "" }),
    cause: decision.run === null ? { type: "pool", label: decision.flowName } : { type: "flow", ...flow },
    changes: [],
    why: decision.why,
    ...(decision.run === null ? {} : { run: decision.run }),
    details: decision.details,
  };
}

function commentEntry(comment: Comments[number], actorName: string): Entry {
  return {
    id: comment.id,
    at: comment.createdAt,
    type: "comment",
    action: "commented",
    actor: comment.author,
    actorName,
    cause: { type: "user" },
    changes: [],
    comment: { text: comment.text, edited: comment.editedAt !== null },
  };
}

/** Change-sets keep the Chinese name of a flow; readers see the name it has now, in their language. */
function flowNames({ store }: Services, actor: Actor, app: string) {
  const flows = store.releases.current(app).catalog.all("flow");
  return (kept: string | undefined): { label?: string } => {
    if (kept === undefined) return {};
    const flow = flows.find(({ name }) => name.zh === kept || name.en === kept);
    return { label: flow ? localize(flow.name, actor.locale) : kept };
  };
}

/** Newest first. What one transaction did has one time: its reasons stand below its changes, the record's beginning at the bottom. */
function newestFirst(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return depthOf(a) - depthOf(b) || b.id.localeCompare(a.id, "en", { numeric: true });
}

function depthOf(entry: Entry): number {
  if (entry.type === "change") return entry.action === "created" ? 3 : 0;
  return entry.type === "decision" && entry.action !== STARTED ? 1 : 2;
}

function nameOf(actor: string | null, labels: Readonly<Record<string, string>>): string {
  return actor === null ? "" : (labels[actor] ?? "");
}

async function relatedRecords(
  services: Services,
  actor: Actor,
  place: RecordPlace,
  window: { limit: number; before?: string },
) {
  const { catalog } = services.store.releases.current(place.app);
  const sources = catalog.find("entity", place.entity)?.timeline ?? [];
  const readable = sources.filter(
    ({ entity }) => services.store.records.permissionSummary(actor, place.app, entity).read,
  );
  const pages = await Promise.all(
    readable.map(async ({ entity, field }) => {
      const belongs = { "==": [{ var: field }, place.id] };
      const filter = window.before
        ? { and: [belongs, { "<": [{ var: "created_at" }, window.before] }] }
        : belongs;
      const page = await services.store.records.query(actor, place.app, {
        entity,
        filter,
        limit: window.limit,
        sort: [{ field: "created_at", descending: true }],
      });
      const items = page.items.map((record) => ({
        id: record.id,
        at: typeof record["created_at"] === "string" ? record["created_at"] : "",
        type: "record" as const,
        action: "created",
        actor: typeof record["created_by"] === "string" ? record["created_by"] : null,
        cause: { type: "user" },
        changes: [],
        entity,
        record,
      }));
      return { items, labels: page.labels };
    }),
  );
  return {
    items: pages.flatMap((page) => page.items),
    // Assigning to an empty object leaves no type.
    labels: Object.assign({}, ...pages.map((page) => page.labels)) as Record<string, string>,
  };
}
