import type { DashboardDocument } from "@mortise/metadata";
import { useState } from "react";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import { edit, type Edited, NO_HISTORY, redo, undo } from "../../model/edit-history.ts";

/** Editing of a dashboard that somebody else holds. */
export interface DashboardEditing {
  /** Carries a step out; steps in a row with the same `merge` key are taken back as one. */
  run(command: DashboardCommand, merge?: string): void;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
}

/** Remembers what was done to a dashboard, so that it can be taken back. */
export function useDashboardEditing(
  document: DashboardDocument,
  onChange: (document: DashboardDocument) => void,
): DashboardEditing {
  const [history, setHistory] = useState(NO_HISTORY);
  const settle = (next: Edited): void => {
    setHistory(next.history);
    if (next.document !== document) onChange(next.document);
  };
  const current = { document, history };
  return {
    run: (command, merge) => settle(edit(current, command, merge)),
    undo: history.past.length > 0 ? () => settle(undo(current)) : undefined,
    redo: history.future.length > 0 ? () => settle(redo(current)) : undefined,
  };
}
