import { useState } from "react";

interface Steps<Value> {
  readonly past: readonly Value[];
  readonly future: readonly Value[];
}

/** Undo and redo over a value that lives outside. */
export interface History<Value> {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Makes a change that can be undone. */
  change(next: Value): void;
  undo(): void;
  redo(): void;
}

const KEPT = 100;

/** Remembers the last 100 values; `apply` sets the value outside. */
export function useHistory<Value>(value: Value, apply: (value: Value) => void): History<Value> {
  const [{ past, future }, setSteps] = useState<Steps<Value>>({ past: [], future: [] });
  return {
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change(next) {
      if (next === value) return;
      setSteps({ past: [...past, value].slice(-KEPT), future: [] });
      apply(next);
    },
    undo() {
      const previous = past.at(-1);
      if (previous === undefined) return;
      setSteps({ past: past.slice(0, -1), future: [value, ...future] });
      apply(previous);
    },
    redo() {
      const [next, ...rest] = future;
      if (next === undefined) return;
      setSteps({ past: [...past, value], future: rest });
      apply(next);
    },
  };
}
