import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useQuery } from "@tanstack/react-query";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";

/** Approvals and tasks of one record. */
export function useRecordWork(entity: string, id: string) {
  const api = useApi();
  const { id: app } = useAppModel();
  return useQuery({
    queryKey: keys.recordWork(app, entity, id),
    queryFn: () => api.call(routes.recordWorkItems, { params: { app, entity, id } }),
  });
}

/** An approval that keeps the record from being changed: for whom it waits. */
export interface RecordLock {
  readonly people: readonly string[];
}

/** The approval that locks a record now; undefined when it may be changed, and until that is known. */
export function useRecordLock(entity: string, id: string): RecordLock | undefined {
  const items = useRecordWork(entity, id).data?.items ?? [];
  const locks = items.filter((item) => item.locks);
  if (locks.length === 0) return undefined;
  const open = locks.filter((item) => item.status === "open");
  return { people: [...new Set(open.map((item) => item.assigneeName))] };
}
