import { type BoardState, readBoardState, writeBoardState } from "@mortise/reports";
import { useMemo } from "react";
import { useSearchParams } from "react-router";

const SCREEN = "screen";

/** What the reader of a dashboard chose, in the address: each choice can be gone back from and sent as a link. */
export function useBoardAddress() {
  const [query, setQuery] = useSearchParams();
  const address = query.toString();
  const isScreen = query.has(SCREEN);
  const state = useMemo(() => readBoardState(new URLSearchParams(address)), [address]);
  const write = (next: BoardState, screen: boolean): void => {
    const written = writeBoardState(next);
    if (screen) written.set(SCREEN, "1");
    // Tabs that take turns by themselves are nothing to go back through.
    setQuery(written, { replace: screen && isScreen });
  };
  return {
    state,
    setState: (next: BoardState) => write(next, isScreen),
    isScreen,
    setScreen: (screen: boolean) => write(state, screen),
  };
}
