import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { App } from "antd";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { calendarText } from "./text.ts";
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
export function useCalendarWrite(write: () => Promise<WorkCalendarData>) {
  const client = useQueryClient();
  const t = useText(calendarText);
  const { message } = App.useApp();
  return useMutation({
    mutationFn: write,
    // Said here: the form is drawn anew with what the server answers.
    onSuccess: async (data) => {
      message.success(t.saved);
      client.setQueryData(keys.workYears, data);
      await client.invalidateQueries({ queryKey: keys.calendar });
    },
  });
}
