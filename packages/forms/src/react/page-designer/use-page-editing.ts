import type { PageDocument } from "@mortise/metadata";
import { useState } from "react";

/** Steps that can be taken back. */
const UNDO_LIMIT = 200;

interface History {
  readonly past: readonly PageDocument[];
  readonly future: readonly PageDocument[];
  /** Steps in a row of the same burst, such as typing into one box, are one. */
  readonly burst?: string | undefined;
}

/** Editing of a page that somebody else holds. */
export interface PageEditing {
  /** Puts a changed page in place of the one before. */
  readonly run: (next: PageDocument | undefined, burst?: string) => void;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
}

/** Remembers what was done to a page, so that it can be taken back. */
export function usePageEditing(page: PageDocument, onChange: (page: PageDocument) => void): PageEditing {
  const [history, setHistory] = useState<History>({ past: [], future: [] });
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
