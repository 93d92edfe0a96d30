import { ApiError, type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged, recordWritten } from "../live/apply-live.ts";
import type { Assignment } from "../pools/assign-dialog.tsx";
import type { Release } from "../pools/release-dialog.tsx";
import { poolsText } from "../pools/text.ts";
import { useRefusedNotice } from "../pools/use-refused-notice.tsx";
import { errorMessage } from "../session/form-errors.ts";
import { recordsText } from "./text.ts";
import { useChangeNotice } from "./use-change-notice.tsx";

/** Why something is refused, and until when, takes a while to read. */
const REFUSAL_SECONDS = 8;

/** What can be done to several records at once. */
export type BulkAction =
  | { readonly type: "delete" | "restore" | "claim" }
  | { readonly type: "release"; readonly release: Release }
  | { readonly type: "assign"; readonly assignment: Assignment }
  | { readonly type: "update"; readonly values: Record<string, unknown> };

/** Tells whether a write was refused because the record changed meanwhile; a taken value or a limit is another matter. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.body.code === "STORE_CONFLICT";
}

/** Acts on several records in one change-set, says what happened, and offers to undo it. */
export function useBulkAction(entity: string, onDone: () => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const t = useText(recordsText);
  const pools = useText(poolsText);
  const tell = useChangeNotice(entity);
  const tellRefused = useRefusedNotice();
  const words = {
    delete: t.deleted,
    restore: t.restored,
    claim: t.claimed,
    release: t.released,
    assign: pools.assigned,
    update: t.changed,
  };
  return useMutation({
    mutationFn: ({
      ids,
      action,
    }: {
      readonly ids: readonly string[];
      readonly action: BulkAction;
      // Only claims are refused in part.
    }): Promise<RouteOutput<typeof routes.claimRecords>> => {
      const params = { app, entity };
      const body = { ids: [...ids] };
      switch (action.type) {
        case "delete":
          return api.call(routes.deleteRecords, { params, body });
        case "restore":
          return api.call(routes.restoreRecords, { params, body });
        case "claim":
          return api.call(routes.claimRecords, { params, body });
        case "release":
          return api.call(routes.releaseRecords, {
            params,
            body: { ...body, ...releaseBody(action.release) },
          });
        case "assign":
          return api.call(routes.assignRecords, { params, body: { ...body, ...action.assignment } });
        case "update":
          return api.call(routes.updateRecords, { params, body: { ...body, values: action.values } });
      }
    },
    onSuccess: (answer, { action }) => {
      const { changeSet, records } = answer;
      tellRefused(answer.refused);
      recordsChanged(queryClient, app, entity);
      onDone();
      tell(
        fillText(isMove(action) ? pools.moved : words[action.type], { n: records.length }),
        action.type === "claim" ? undefined : changeSet,
      );
    },
    onError: (error) => message.error(errorMessage(error), REFUSAL_SECONDS),
  });
}

function isMove(action: BulkAction): boolean {
  return action.type === "assign" && "pool" in action.assignment;
}

/** An empty reason is none. */
function releaseBody({ reason, pool }: Release) {
  return { ...(reason ? { reason } : {}), ...(pool === undefined ? {} : { pool }) };
}

/** Changes fields of one record; a lost update is refused by its revision. */
export function useUpdateRecord(entity: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  return useMutation({
    mutationFn: (input: {
      readonly id: string;
      readonly revision: number;
      readonly values: Record<string, unknown>;
    }) =>
      api.call(routes.updateRecord, {
        params: { app, entity, id: input.id },
        body: { revision: input.revision, values: input.values },
      }),
    onSuccess: ({ record }) => recordWritten(queryClient, { app, entity }, record),
    onSettled: () => recordsChanged(queryClient, app, entity),
  });
}
