import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useQuery } from "@tanstack/react-query";
import { useNodeScope } from "./node-scope.ts";

/** How soon a call that came shows while the panel is open. */
const LOOK_EVERY_MS = 3_000;

/** The address of the flow that is edited, with the last calls; looked at again as long as it shows. */
export function useHookPage() {
  const api = useApi();
  const { catalog, flow, settings } = useNodeScope();
  const place = { app: catalog.all("app")[0]?.id ?? "", flow };
  const key = ["flow-hook", place.app, flow] as const;
  const page = useQuery({
    queryKey: key,
    queryFn: () => api.call(routes.flowHook, { params: place }),
    refetchInterval: LOOK_EVERY_MS,
  });
  return { place, key, page, isSigned: settings["signed"] === true };
}
