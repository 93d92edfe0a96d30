import type { DashboardDocument } from "@mortise/metadata";
import { applyCommand, type DashboardCommand } from "./dashboard-commands.ts";

/** A step that can be taken back or done again. */
export interface EditStep {
  readonly command: DashboardCommand;
  readonly merge?: string | undefined;
}

/** What can be taken back and done again; the dashboard itself is held elsewhere. */
export interface EditHistory {
  readonly past: readonly EditStep[];
  readonly future: readonly EditStep[];
}

/** A history in which nothing happened yet. */
export const NO_HISTORY: EditHistory = { past: [], future: [] };

/** A dashboard together with its history after a step. */
export interface Edited {
  readonly document: DashboardDocument;
  readonly history: EditHistory;
}

const DEEPEST = 400;

/**
 * Carries a command out and remembers how to take it back. Steps in a row with the same `merge` key, such as the
 * letters of a title, are taken back as one.
 */
export function edit(current: Edited, command: DashboardCommand, merge?: string): Edited {
  const applied = applyCommand(current.document, command);
  if (!applied) return current;
  const { past } = current.history;
  const isMerged = merge !== undefined && past.at(-1)?.merge === merge;
  const steps = isMerged ? past : [...past, { command: applied.inverse, merge }].slice(-DEEPEST);
  return { document: applied.document, history: { past: steps, future: [] } };
}

/** Takes the last step back; unchanged when there is none. */
export function undo(current: Edited): Edited {
  const { past, future } = current.history;
  const step = past.at(-1);
  if (!step) return current;
  const applied = applyCommand(current.document, step.command);
  const rest = past.slice(0, -1);
  if (!applied) return undo({ ...current, history: { past: rest, future } });
  return {
    document: applied.document,
    history: { past: rest, future: [...future, { command: applied.inverse, merge: undefined }] },
  };
}

/** Does again what was taken back last; unchanged when there is nothing. */
export function redo(current: Edited): Edited {
  const { past, future } = current.history;
  const step = future.at(-1);
  if (!step) return current;
  const applied = applyCommand(current.document, step.command);
  const rest = future.slice(0, -1);
  if (!applied) return redo({ ...current, history: { past, future: rest } });
  return {
    document: applied.document,
    history: { past: [...past, { command: applied.inverse, merge: undefined }], future: rest },
  };
}
