import { useEffect, useRef, useState } from "react";
import type { FieldChoice } from "./field-services.ts";

const PAUSE = 250;

/** What a search on the server has found so far. */
export interface FoundChoices {
  readonly choices: readonly FieldChoice[];
  readonly state: "idle" | "busy" | "failed";
  /** What was searched for. */
  readonly query: string;
}

/** Searches on the server a moment after the last key stroke; answers that come late are dropped. */
export function useRemoteChoices(search: (text: string) => Promise<readonly FieldChoice[]>): {
  found: FoundChoices;
  ask: (text: string, pause?: number) => void;
} {
  const [found, setFound] = useState<FoundChoices>({ choices: [], state: "idle", query: "" });
  const latest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const run = async (query: string): Promise<void> => {
    const ticket = (latest.current += 1);
    setFound((before) => ({ ...before, state: "busy", query }));
    try {
      const choices = await search(query);
      if (ticket === latest.current) setFound({ choices, state: "idle", query });
    } catch {
      if (ticket === latest.current) setFound({ choices: [], state: "failed", query });
    }
  };
  const ask = (query: string, pause = PAUSE): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void run(query), pause);
  };
  return { found, ask };
}
