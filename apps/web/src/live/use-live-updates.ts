import { EVENTS_PATH } from "@mortise/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { applyLive } from "./apply-live.ts";
import { LiveBatch, readLiveEvent } from "./live-batch.ts";
import { useLiveVersions } from "./live-versions.ts";

const RETRY_AFTER = 3_000;
const EVENT_NAMES = ["message", "change", "notification", "work-items", "release", "import", "resync"];

/**
 * Keeps a connection to the server's event stream while a person is signed in. A lost connection is shown and made
 * again; the server then tells what was missed, or asks to read everything on screen again.
 */
export function useLiveUpdates(enabled: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!enabled || typeof EventSource === "undefined") return undefined;
    const batch = new LiveBatch((summary) => applyLive(queryClient, summary));
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let heard = "";
    const connect = () => {
      // The browser itself tells the server what it heard last, but not after the server refused it for a while.
      source = new EventSource(
        heard === "" ? EVENTS_PATH : `${EVENTS_PATH}?after=${encodeURIComponent(heard)}`,
      );
      source.addEventListener("open", () => {
        useLiveVersions.setState({ online: true });
      });
      source.addEventListener("error", () => {
        useLiveVersions.setState({ online: false });
        if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
        clearTimeout(timer);
        timer = setTimeout(connect, RETRY_AFTER);
      });
      for (const name of EVENT_NAMES)
        source.addEventListener(name, (message: MessageEvent<unknown>) => {
          if (message.lastEventId !== "") heard = message.lastEventId;
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
