import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { keys } from "../../session/query-keys.ts";

/** A window in which somebody builds. */
export type Seat = RouteOutput<typeof routes.takeSeat>["items"][number];

/** Where somebody is: a document, and what is chosen in it. */
export interface SeatPlace {
  readonly document: string | null;
  readonly element: string | null;
}

/** Who builds at the same time, and how they hear what is done here. */
export interface Presence {
  /** Every window, one's own too; whoever chose an element first stands in front. */
  readonly seats: readonly Seat[];
  /** Says what is open and chosen here. */
  readonly goTo: (place: SeatPlace) => void;
  /** Takes what is chosen here over from whoever holds it. */
  readonly takeOver: () => void;
}

const ALONE: Presence = { seats: [], goTo: () => undefined, takeOver: () => undefined };

/** Filled by the frame of the build side. */
export const PresenceContext = createContext<Presence>(ALONE);

/** Who builds at the same time. */
export function usePresence(): Presence {
  return useContext(PresenceContext);
}

/** The server keeps a seat for eight seconds. */
const BEAT_MS = 3_000;
/** Walking through items with the arrow keys is told once it rests. */
const REST_MS = 120;
const NOBODY: readonly Seat[] = [];

/** Keeps this window's seat at the draft of an app, and knows who else is there. */
export function useSeat(app: string): Presence {
  const api = useApi();
  const queryClient = useQueryClient();
  const [seat] = useState(() => crypto.randomUUID());
  const place = useRef<SeatPlace & { readonly takesOver?: boolean }>({ document: null, element: null });
  const { data: seats = NOBODY } = useQuery({
    queryKey: keys.seats(app),
    queryFn: async () => {
      const told = place.current;
      const { items } = await api.call(routes.takeSeat, { params: { app, seat }, body: told });
      if (told.takesOver && place.current === told)
        place.current = { document: told.document, element: told.element };
      return items;
    },
    refetchInterval: BEAT_MS,
    refetchIntervalInBackground: true,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => void queryClient.invalidateQueries({ queryKey: keys.seats(app) }),
      REST_MS,
    );
  }, [queryClient, app]);
  useEffect(() => {
    const leave = () => {
      clearTimeout(timer.current);
      // Unheard, the seat goes by itself when it is not renewed.
      api.call(routes.leaveSeat, { params: { app, seat } }, { keepalive: true }).catch(() => undefined);
    };
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", tell);
    document.addEventListener("visibilitychange", tell);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", tell);
      document.removeEventListener("visibilitychange", tell);
      leave();
    };
  }, [api, app, seat, tell]);
  const goTo = useCallback(
    ({ document, element }: SeatPlace) => {
      if (place.current.document === document && place.current.element === element) return;
      place.current = { document, element };
      tell();
    },
    [tell],
  );
  const takeOver = useCallback(() => {
    place.current = { ...place.current, takesOver: true };
    tell();
  }, [tell]);
  return useMemo(() => ({ seats, goTo, takeOver }), [seats, goTo, takeOver]);
}
