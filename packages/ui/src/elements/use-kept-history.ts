import { type DocumentHistory, historyText } from "@mortise/kit";
import { useEffect, useRef } from "react";

/** Where the steps of a document are kept until the page is opened again. */
export interface HistoryStore {
  readonly load: () => string | null;
  readonly save: (text: string) => void;
}

/** Writing the history waits until typing rests. */
const QUIET = 400;

/** Writes the history down when it rests and when the page goes. */
export function useKeptHistory(
  state: DocumentHistory<unknown, unknown>,
  store: HistoryStore | undefined,
): void {
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
    if (!store || (state.past.length === 0 && state.future.length === 0)) return undefined;
    const timer = setTimeout(() => store.save(historyText(state)), QUIET);
    return () => clearTimeout(timer);
  }, [state, store]);
  useEffect(() => {
    const leave = () => {
      const { past, future } = latest.current;
      if (past.length > 0 || future.length > 0) store?.save(historyText(latest.current));
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [store]);
}
