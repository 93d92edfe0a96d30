import { routes, type RouteOutput, type RouteInput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";

/** An export on its way. */
export type ExportJob = RouteOutput<typeof routes.getExport>;
/** What is to be written. */
export type ExportRequest = NonNullable<RouteInput<typeof routes.startExport>["body"]>;

const LOOK_EVERY_MS = 700;
const ACTIVE: ReadonlySet<string> = new Set(["waiting", "running"]);

/** One export of an entity: starting it or coming back to it, following it, stopping it, and the address of its file. */
export function useExport(entity: string) {
  const api = useApi();
  const { id: app } = useAppModel();
  const [id, setId] = useState<string | undefined>(undefined);
  const start = useMutation({
    mutationFn: (body: ExportRequest) => api.call(routes.startExport, { params: { app, entity }, body }),
    onSuccess: (job) => setId(job.id),
  });
  const recent = useQuery({
    queryKey: ["export", app, "recent"],
    queryFn: () => api.call(routes.listExports, { params: { app } }),
    // The last one may be just seconds old.
    refetchOnMount: "always",
  });
  const job = useQuery({
    queryKey: ["export", app, id],
    queryFn: () => api.call(routes.getExport, { params: { app, id: id ?? "" } }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && !ACTIVE.has(state.data.status) ? false : LOOK_EVERY_MS),
  });
  const stop = useMutation({
    mutationFn: () => api.call(routes.cancelExport, { params: { app, id: id ?? "" } }),
    onSettled: () => job.refetch(),
  });
  return {
    start,
    stop,
    job: id === undefined ? undefined : job.data,
    error: start.error ?? job.error,
    /** What the person exported of this entity and can still fetch, or is on its way; newest first. */
    recent: (recent.data?.items ?? []).filter(
      (each) => each.entity === entity && (each.status === "done" || isActive(each)),
    ),
    /** Comes back to an export. */
    open: setId,
    /** Asks for another file. */
    again: () => setId(undefined),
    url: id === undefined ? "" : api.url(routes.downloadExport, { params: { app, id } }),
  };
}

/** Whether an export is still being written. */
export function isActive({ status }: ExportJob): boolean {
  return ACTIVE.has(status);
}
