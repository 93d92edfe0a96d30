import { EVENTS_PATH } from "@mortise/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { applyLive } from "./apply-live.ts";
import { LiveBatch, readLiveEvent } from "./live-batch.ts";
import { useLiveVersions } from "./live-versions.ts";

const RETRY_AFTER = 3_000;
const EVENT_NAMES = ["message", "change", "notification", "work-items", "release", "import", "resync"];

/**
 * Keeps a connection to the server's event stream while a person is signed in. A lost connection is shown and
 * made again; after a gap everything on screen is read again.
 */
export function useLiveUpdates(enabled: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!enabled || typeof EventSource === "undefined") return undefined;
    const batch = new LiveBatch((summary) => applyLive(queryClient, summary));
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let interrupted = false;
    const connect = () => {
      source = new EventSource(EVENTS_PATH);
      source.addEventListener("open", () => {
        useLiveVersions.setState({ online: true });
        if (interrupted) batch.add({ type: "resync" });
        interrupted = false;
      });
      source.addEventListener("error", () => {
        interrupted = true;
        useLiveVersions.setState({ online: false });
        if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
        clearTimeout(timer);
        timer = setTimeout(connect, RETRY_AFTER);
      });
      for (const name of EVENT_NAMES)
        source.addEventListener(name, (message: MessageEvent<unknown>) => {
          const event = readLiveEvent(message.data);
          if (event) batch.add(event);
        });
    };
    const leave = () => source?.close();
    connect();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      clearTimeout(timer);
      source?.close();
      batch.stop();
    };
  }, [enabled, queryClient]);
}
