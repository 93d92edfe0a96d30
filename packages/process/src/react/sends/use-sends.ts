import { type RouteInput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import type { SendStatus } from "./send-status.tsx";
import { text } from "./text.ts";

/** Which sends are listed. */
export interface SendFilter {
  readonly status?: SendStatus;
  readonly kind?: string;
  readonly flow?: string;
  readonly run?: string;
}

type Mending = RouteInput<typeof routes.mendSends>["body"];

/** How soon the list is looked at again while it shows. */
const LOOK_EVERY_MS = 5_000;

/** Under what key everything about the sends of an app is kept. */
export function sendsKey(app: string): readonly string[] {
  return ["sends", app];
}

/** The sends of an app page by page. */
export function useSends(app: string, filter: SendFilter) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...sendsKey(app), "list", filter],
    queryFn: ({ pageParam }) =>
      api.call(routes.listSends, {
        params: { app },
        query: { ...filter, ...(pageParam === undefined ? {} : { after: pageParam }) },
      }),
    // Without it the parameter would be nothing but undefined.
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: LOOK_EVERY_MS,
  });
}

/** Sends again or gives up, and says what came of it. */
export function useSendMending(app: string, onDone?: () => void) {
  const t = useText(text);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (body: Mending) => api.call(routes.mendSends, { params: { app }, body }),
    onSuccess: ({ mended, left }, { action }) => {
      const done = action === "replay" ? t.replayed : t.discarded;
      const parts = [
        ...(mended > 0 ? [fillText(done, { n: mended })] : []),
        ...(left > 0 ? [fillText(t.leftAlone, { n: left })] : []),
      ];
      void message[left > 0 ? "warning" : "success"](parts.join(" · "));
      void queryClient.invalidateQueries({ queryKey: sendsKey(app) });
      onDone?.();
    },
    onError: (error) => message.error(error.message),
  });
}

/** Has a place tried at once to which nothing is sent for a while. */
export function useWaking(app: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (target: string) => api.call(routes.wakeTarget, { params: { app }, body: { target } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sendsKey(app) }),
  });
}
