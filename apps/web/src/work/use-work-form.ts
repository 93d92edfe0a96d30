import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useQuery } from "@tanstack/react-query";
import { useLabelBook } from "../records/labels.ts";
import { keys } from "../session/query-keys.ts";
import type { WorkItem } from "./work-item.ts";

/** The fields that a step shows to whom it asks. */
export type WorkForm = RouteOutput<typeof routes.workForm>;

/** The form of a to-do as it is now; nothing is asked for when it has none. */
export function useWorkForm(item: WorkItem) {
  const api = useApi();
  const labels = useLabelBook();
  return useQuery<WorkForm>({
    queryKey: [...keys.workItems, "form", item.id],
    queryFn: async () => {
      const form = await api.call(routes.workForm, { params: { id: item.id } });
      labels.add(form.labels);
      return form;
    },
    enabled: item.hasForm,
    // What is being filled in is not replaced under the hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
