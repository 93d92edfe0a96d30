import { historyFrom, type LocalizedText } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { type HistoryStore, useKeptHistory } from "@mortise/ui";
import { useMemo, useState } from "react";
import { type FlowPatch, flowPatch, withPatch } from "../../model/editing/flow-patch.ts";

/** One step of the history: what was done and how to take it back. */
interface EditStep {
  readonly undo: FlowPatch;
  readonly redo: FlowPatch;
  readonly label: LocalizedText;
}

/** An edit, with what it is called. Edits in a row with the same burst, such as typing into one box, are one step. */
export type ChangeFlow = (next: FlowDocument, label: LocalizedText, burst?: string) => void;

/** Undo and redo over a flow that lives outside. */
export interface FlowHistory {
  /** What undoing takes back; undefined when there is nothing. */
  readonly undoing: LocalizedText | undefined;
  readonly redoing: LocalizedText | undefined;
  /** Makes a change that can be undone. */
  readonly change: ChangeFlow;
  readonly undo: () => void;
  readonly redo: () => void;
}

interface Steps {
  readonly past: readonly EditStep[];
  readonly future: readonly EditStep[];
  readonly burst?: { readonly key: string; readonly at: number } | undefined;
}

const KEPT = 300;
const BURST_MS = 1_500;

/**
 * Remembers what was done to a flow, as what differed: taking it back leaves alone what others have changed meanwhile. With a
 * store it goes on after the page was opened again. `onChange` answers whether the change was let through.
 */
export function useFlowHistory(
  flow: FlowDocument,
  onChange: (flow: FlowDocument) => boolean,
  store: HistoryStore | undefined,
): FlowHistory {
  const [steps, setSteps] = useState<Steps>(() => ({
    past: [],
    future: [],
    ...historyFrom<FlowDocument, EditStep>(store?.load() ?? null, flow),
  }));
  const { past, future } = steps;
  const kept = useMemo(() => ({ document: flow, past, future }), [flow, past, future]);
  useKeptHistory(kept, store);
  const [last, next] = [past.at(-1), future[0]];
  return {
    undoing: last?.label,
    redoing: next?.label,
    change(changed, label, burst) {
      const at = Date.now();
      const isSameBurst =
        burst !== undefined && steps.burst?.key === burst && at - steps.burst.at < BURST_MS && last;
      const before = isSameBurst ? withPatch(flow, last.undo) : flow;
      const [undo, redo] = [flowPatch(changed, before), flowPatch(before, changed)];
      if (!undo || !redo || !onChange(changed)) return;
      const earlier = isSameBurst ? past.slice(0, -1) : past;
      setSteps({
        past: [...earlier, { undo, redo, label }].slice(-KEPT),
        future: [],
        burst: burst === undefined ? undefined : { key: burst, at },
      });
    },
    undo() {
      if (!last || !onChange(withPatch(flow, last.undo))) return;
      setSteps({ past: past.slice(0, -1), future: [last, ...future] });
    },
    redo() {
      if (!next || !onChange(withPatch(flow, next.redo))) return;
      setSteps({ past: [...past, next], future: future.slice(1) });
    },
  };
}
