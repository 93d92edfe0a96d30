import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useQuery } from "@tanstack/react-query";
import { runsKey } from "./use-mending.ts";

/** A flow whose runs the person may see. */
export type WatchedFlow = RouteOutput<typeof routes.watchedFlows>["items"][number];

/** The flows whose runs the person may see, and what they may do. */
export function useWatchedFlows(app: string) {
  const api = useApi();
  return useQuery({
    queryKey: [...runsKey(app), "flows"],
    queryFn: () => api.call(routes.watchedFlows, { params: { app } }),
  });
}
