import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../session/query-keys.ts";

/** Apps and flows that a delegation may be limited to; empty until they are known. */
export function useDelegationChoices(): RouteOutput<typeof routes.delegationChoices> {
  const api = useApi();
  const query = useQuery({
    queryKey: [...keys.delegations, "choices"],
    queryFn: () => api.call(routes.delegationChoices, {}),
  });
  return query.data ?? { apps: [] };
}
