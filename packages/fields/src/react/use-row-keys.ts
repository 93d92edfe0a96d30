import { useState } from "react";

/** Keys of a list's rows that stay with their row while others leave. */
export interface RowKeys {
  at(index: number): number;
  /** To be called when a row leaves the list, together with the change itself. */
  remove(index: number): void;
}

/** Stable keys for rows that carry none themselves; rows added at the end get new keys. */
export function useRowKeys(count: number): RowKeys {
  const [kept, setKept] = useState<readonly number[]>([]);
  const highest = Math.max(0, ...kept);
  const keys = Array.from(
    { length: count },
    (_none, index) => kept[index] ?? highest + 1 + index - kept.length,
  );
  return {
    at: (index) => keys[index] ?? index,
    remove: (index) => setKept(keys.filter((_key, at) => at !== index)),
  };
}
