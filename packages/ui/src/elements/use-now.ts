import { useSyncExternalStore } from "react";

const MINUTE = 60_000;
const listeners = new Set<() => void>();
let minute = Math.floor(Date.now() / MINUTE);
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  const next = Math.floor(Date.now() / MINUTE);
  if (next === minute) return;
  minute = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, MINUTE / 6);
  tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The current time to the minute, rounded up; components that use it are drawn again each minute. */
export function useNow(): Date {
  const current = useSyncExternalStore(subscribe, () => minute);
  return new Date((current + 1) * MINUTE);
}
