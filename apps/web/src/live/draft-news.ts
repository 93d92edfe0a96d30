/** What was heard of a draft: new revisions by document, 0 for one that is gone; `all` when any may have changed. */
export type DraftNews = ReadonlyMap<string, number> | "all";

type Listener = (news: DraftNews) => void;

const listeners = new Map<string, Set<Listener>>();

/** Hears of what others save in the draft of an app; call the answer to stop. */
export function onDraftNews(app: string, listener: Listener): () => void {
  const own = listeners.get(app) ?? new Set();
  listeners.set(app, own.add(listener));
  return () => void own.delete(listener);
}

/** Says that the draft of an app changed on the server. */
export function tellDraftNews(app: string, news: DraftNews): void {
  for (const listener of listeners.get(app) ?? []) listener(news);
}

/** Says that the draft of any app may have changed. */
export function tellAllDraftNews(): void {
  for (const app of listeners.keys()) tellDraftNews(app, "all");
}
