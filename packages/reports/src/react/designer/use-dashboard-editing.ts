import { canonicalJson, type DocumentHistory, historyFrom } from "@mortise/kit";
import type { DashboardDocument } from "@mortise/metadata";
import { type HistoryStore, useKeptHistory } from "@mortise/ui";
import { useState } from "react";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import { edit, type Edited, type EditStep, redo, undo } from "../../model/edit-history.ts";

/** Editing of a dashboard that somebody else holds. */
export interface DashboardEditing {
  /** Carries a step out; steps in a row with the same `merge` key are taken back as one. */
  readonly run: (command: DashboardCommand, merge?: string) => void;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
}

/**
 * Remembers what was done to a dashboard, so that it can be taken back; with a store also after the page was opened
 * again. What others change meanwhile stays: steps name what they change.
 */
export function useDashboardEditing(
  document: DashboardDocument,
  onChange: (document: DashboardDocument) => void,
  store?: HistoryStore,
): DashboardEditing {
  const [history, setHistory] = useState<DocumentHistory<DashboardDocument, EditStep>>(() => ({
    document,
    past: [],
    future: [],
    ...historyFrom<DashboardDocument, EditStep>(store?.load() ?? null, document),
  }));
  const { past, future } = history;
  if (history.document !== document && canonicalJson(history.document) !== canonicalJson(document)) {
    setHistory({ ...history, document });
  }
  useKeptHistory(history, store);
  const settle = (next: Edited): void => {
    setHistory({ document: next.document, ...next.history });
    if (next.document !== document) onChange(next.document);
  };
  const current: Edited = { document, history: { past, future } };
  return {
    run: (command, merge) => settle(edit(current, command, merge)),
    undo: past.length > 0 ? () => settle(undo(current)) : undefined,
    redo: future.length > 0 ? () => settle(redo(current)) : undefined,
  };
}
