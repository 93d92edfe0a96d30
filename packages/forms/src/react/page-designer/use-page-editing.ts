import { canonicalJson, type DocumentHistory, historyFrom } from "@mortise/kit";
import { type HistoryStore, useKeptHistory } from "@mortise/ui";
import { useState } from "react";

/** Steps that can be taken back. */
const UNDO_LIMIT = 200;

interface History<Document> extends DocumentHistory<Document, Document> {
  /** Steps in a row of the same burst, such as typing into one box, are one. */
  readonly burst?: string | undefined;
}

/** Editing of a document that somebody else holds. */
export interface PageEditing<Document> {
  /** Puts a changed document in place of the one before. */
  readonly run: (next: Document | undefined, burst?: string) => void;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
}

/**
 * Remembers what was done to a document, so that it can be taken back; with a store also after the page was opened again.
 * When the document is changed elsewhere, what was remembered does not fit any more.
 */
export function usePageEditing<Document>(
  page: Document,
  onChange: (page: Document) => void,
  store?: HistoryStore,
): PageEditing<Document> {
  const [history, setHistory] = useState<History<Document>>(() => ({
    document: page,
    past: [],
    future: [],
    ...historyFrom<Document, Document>(store?.load() ?? null, page),
  }));
  const { past, future, burst: before } = history;
  if (history.document !== page) {
    const isSame = canonicalJson(history.document) === canonicalJson(page);
    setHistory(isSame ? { ...history, document: page } : { document: page, past: [], future: [] });
  }
  useKeptHistory(history, store);
  const put = (next: History<Document>): void => {
    setHistory(next);
    onChange(next.document);
  };
  const [last, next] = [past.at(-1), future[0]];
  return {
    run(changed, burst) {
      if (!changed || changed === page) return;
      const isSameBurst = burst !== undefined && burst === before;
      const steps = isSameBurst ? past : [...past, page].slice(-UNDO_LIMIT);
      put({ document: changed, past: steps, future: [], burst });
    },
    undo: last && (() => put({ document: last, past: past.slice(0, -1), future: [page, ...future] })),
    redo: next && (() => put({ document: next, past: [...past, page], future: future.slice(1) })),
  };
}
