import { useState } from "react";

/** Steps that can be taken back. */
const UNDO_LIMIT = 200;

interface History<Document> {
  readonly past: readonly Document[];
  readonly future: readonly Document[];
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

/** Remembers what was done to a document, so that it can be taken back. */
export function usePageEditing<Document>(
  page: Document,
  onChange: (page: Document) => void,
): PageEditing<Document> {
  const [history, setHistory] = useState<History<Document>>({ past: [], future: [] });
  const { past, future } = history;
  const [last, next] = [past.at(-1), future[0]];
  return {
    run(changed, burst) {
      if (!changed || changed === page) return;
      const isSameBurst = burst !== undefined && burst === history.burst;
      setHistory({ past: isSameBurst ? past : [...past, page].slice(-UNDO_LIMIT), future: [], burst });
      onChange(changed);
    },
    undo:
      last &&
      (() => {
        setHistory({ past: past.slice(0, -1), future: [page, ...future] });
        onChange(last);
      }),
    redo:
      next &&
      (() => {
        setHistory({ past: [...past, page], future: future.slice(1) });
        onChange(next);
      }),
  };
}
