import type { RecordData } from "@mortise/contract";
import type { QueryClient } from "@tanstack/react-query";
import { type AppAnswer, catalogOf } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";
import { tellAllDraftNews, tellDraftNews } from "./draft-news.ts";
import type { LiveSummary } from "./live-batch.ts";
import { bumpAllVersions, bumpVersion } from "./live-versions.ts";
import { narrowedBy, shownIn } from "./shown-in.ts";

/**
 * Marks everything that shows records of an entity as out of date, also in lookups and totals of other entities and in
 * lists that are narrowed by them; what is on screen is read again.
 */
export function recordsChanged(queryClient: QueryClient, app: string, entity: string): void {
  const answer = queryClient.getQueryData<AppAnswer>(keys.app(app));
  const readers = answer ? shownIn(catalogOf(answer), entity) : [];
  for (const each of new Set([entity, ...readers, ...narrowedBy(app, entity)])) {
    bumpVersion(app, each);
    void queryClient.invalidateQueries({ queryKey: keys.records(app, each) });
  }
  void queryClient.invalidateQueries({ queryKey: keys.related(app) });
}

/**
 * A record as the server answered it after our own write: shown at once, so that the next write starts from its new
 * revision instead of running into a conflict with ourselves. Not when somebody's later change is known already.
 */
export function recordWritten(
  queryClient: QueryClient,
  place: { readonly app: string; readonly entity: string },
  record: RecordData,
): void {
  const key = keys.record(place.app, place.entity, record.id);
  queryClient.setQueryData<RecordData>(key, (before) =>
    before && before.revision <= record.revision ? { ...before, ...record } : before,
  );
}

/** Brings the browser's picture of the server up to date after live events. */
export function applyLive(queryClient: QueryClient, summary: LiveSummary): void {
  if (summary.resync) {
    bumpAllVersions();
    tellAllDraftNews();
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "draft" });
    return;
  }
  for (const key of summary.changes.keys()) {
    const [app = "", entity = ""] = key.split("/");
    recordsChanged(queryClient, app, entity);
  }
  for (const app of summary.releases) {
    void queryClient.invalidateQueries({ queryKey: keys.app(app) });
    void queryClient.invalidateQueries({ queryKey: keys.releases(app) });
    void queryClient.invalidateQueries({ queryKey: keys.diff(app) });
    void queryClient.invalidateQueries({ queryKey: keys.apps });
    // Somebody published: what is left to publish is another thing now.
    tellDraftNews(app, "all");
  }
  for (const app of summary.imports) void queryClient.invalidateQueries({ queryKey: ["import", app] });
  for (const [app, news] of summary.drafts) {
    tellDraftNews(app, news);
    void queryClient.invalidateQueries({ queryKey: keys.draftSteps(app) });
  }
  for (const app of summary.seats) void queryClient.invalidateQueries({ queryKey: keys.seats(app) });
  if (summary.notifications) void queryClient.invalidateQueries({ queryKey: keys.notifications });
  if (summary.workItems) {
    void queryClient.invalidateQueries({ queryKey: keys.workItems });
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "related" });
  }
}
