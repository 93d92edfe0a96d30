import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type ListState, readListState, writeListState } from "./list-state.ts";

/** The state of the list page in the address, and the way to change parts of it. */
export function useListState(): readonly [ListState, (part: Partial<ListState>) => void] {
  const [query, setQuery] = useSearchParams();
  const text = query.toString();
  const state = useMemo(() => readListState(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (part: Partial<ListState>) =>
      setQuery((before) => writeListState({ ...readListState(before), ...part }), {
        replace: "search" in part,
      }),
    [setQuery],
  );
  return [state, change];
}
