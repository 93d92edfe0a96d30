import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useQuery } from "@tanstack/react-query";
import { keys } from "./query-keys.ts";

const MINUTES = 60_000;

/** The company's working days and fiscal year, by which defaults in forms count; undefined until it is known. */
export function useWorkCalendar() {
  const api = useApi();
  return useQuery({
    queryKey: keys.calendar,
    queryFn: () => api.call(routes.getCalendar, {}),
    staleTime: 10 * MINUTES,
  }).data;
}
