import { ApiError, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportJob, ImportPlan } from "../../model/import/import-plan.ts";

const ACTIVE: ReadonlySet<string> = new Set(["checking", "running", "undoing"]);
const POLL_MS = 700;

/** Whether something is going on with an import. */
export function isActive(job: ImportJob | undefined): boolean {
  return job !== undefined && ACTIVE.has(job.status);
}

/** What an undo does with rows that were changed since. */
export type UndoMode = "skip" | "untouched" | "force";

/** One import from upload to undo. While something goes on, its state is asked for again and again. */
export function useImport(app: string) {
  const api = useApi();
  const client = useQueryClient();
  const [id, setId] = useState<string>();
  const key = ["import", app, id] as const;
  const query = useQuery({
    queryKey: key,
    enabled: id !== undefined,
    queryFn: () => api.call(routes.getImport, { params: { app, id: id ?? "" } }),
    refetchInterval: ({ state }) => (isActive(state.data) ? POLL_MS : false),
  });
  const keep = (job: ImportJob): ImportJob => {
    client.setQueryData(["import", app, job.id], job);
    setId(job.id);
    return job;
  };
  const act = useMutation({
    mutationFn: async (call: () => Promise<ImportJob>) => keep(await call()),
  });
  const params = { app, id: id ?? "" };
  const error = act.error ?? query.error;
  return {
    job: id === undefined ? undefined : query.data,
    isBusy: act.isPending,
    error:
      error instanceof ApiError
        ? [error.message, ...error.body.details.map((detail) => detail.message)].join("; ")
        : error?.message,
    upload: (file: File) =>
      act.mutateAsync(() => api.call(routes.uploadImport, { params: { app } }, { file })),
    check: (plan: ImportPlan) =>
      act.mutateAsync(() => api.call(routes.checkImport, { params, body: { plan } })),
    run: (plan: ImportPlan) => act.mutateAsync(() => api.call(routes.runImport, { params, body: { plan } })),
    /** A further import of the same file. */
    again: () => act.mutateAsync(() => api.call(routes.importAgain, { params })),
    continue: () => act.mutateAsync(() => api.call(routes.continueImport, { params })),
    addFiles: (file: File) => act.mutateAsync(() => api.call(routes.uploadImportFiles, { params }, { file })),
    removeFiles: () => act.mutateAsync(() => api.call(routes.removeImportFiles, { params })),
    cancel: () => act.mutateAsync(() => api.call(routes.cancelImport, { params })),
    undo: (conflicts: UndoMode = "skip") =>
      act.mutateAsync(() => api.call(routes.undoImport, { params, query: { conflicts } })),
    /** Goes on with an import of before. */
    open: keep,
    errorsUrl: id === undefined ? undefined : api.url(routes.importErrors, { params }),
    restart: () => {
      act.reset();
      setId(undefined);
    },
  };
}

/** What `useImport` gives. */
export type ImportHandle = ReturnType<typeof useImport>;
