import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../session/query-keys.ts";
import type { LiveSummary } from "./live-batch.ts";
import { bumpAllVersions, bumpVersion } from "./live-versions.ts";

/** Queries of the engines' screens that show figures over records; their keys name the app. */
const FIGURES = new Set(["card-data", "cardData", "aggregate", "dashboard"]);

/** Marks everything that shows records of an entity as out of date; what is on screen is read again. */
export function recordsChanged(queryClient: QueryClient, app: string, entity: string): void {
  bumpVersion(app, entity);
  void queryClient.invalidateQueries({ queryKey: keys.records(app, entity) });
  void queryClient.invalidateQueries({ queryKey: keys.related(app) });
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => FIGURES.has(String(queryKey[0])) && queryKey.includes(app),
  });
}

/** Brings the browser's picture of the server up to date after live events. */
export function applyLive(queryClient: QueryClient, summary: LiveSummary): void {
  if (summary.resync) {
    bumpAllVersions();
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
  }
  for (const app of summary.imports) void queryClient.invalidateQueries({ queryKey: ["imports", app] });
  if (summary.notifications) void queryClient.invalidateQueries({ queryKey: keys.notifications });
  if (summary.workItems) {
    void queryClient.invalidateQueries({ queryKey: keys.workItems });
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "related" });
  }
}
