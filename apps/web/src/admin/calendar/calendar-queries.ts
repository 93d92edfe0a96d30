import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { keys } from "../../session/query-keys.ts";

/** The work calendar by year, with the settings. */
export type WorkCalendarData = RouteOutput<typeof routes.getWorkYears>;
/** One year of it. */
export type WorkYear = WorkCalendarData["years"][number];

/** Reads the work calendar. */
export function useWorkYears() {
  const api = useApi();
  return useQuery({ queryKey: keys.workYears, queryFn: () => api.call(routes.getWorkYears, {}) });
}

/** Writes a part of it; what the server answers is shown at once. */
export function useCalendarWrite<Input>(write: (input: Input) => Promise<WorkCalendarData>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: async (data) => {
      client.setQueryData(keys.workYears, data);
      await client.invalidateQueries({ queryKey: keys.calendar });
    },
  });
}
