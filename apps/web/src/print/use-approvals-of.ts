import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { PrintDocument } from "@mortise/metadata";
import { useCallback } from "react";
import { useAppModel } from "../app/app-model.ts";
import type { WorkItem } from "../work/work-item.ts";

/** Reads who decided what about records, where a template prints it. */
export function useApprovalsOf() {
  const api = useApi();
  const { id: app } = useAppModel();
  return useCallback(
    async (
      { entity, blocks }: PrintDocument,
      records: readonly { readonly id: string }[],
    ): Promise<ReadonlyMap<string, readonly WorkItem[]>> => {
      if (!blocks.some(({ type }) => type === "approvals")) return new Map();
      const found = records.map(async ({ id }) => {
        const { items } = await api.call(routes.recordWorkItems, { params: { app, entity, id } });
        return [id, items] as const;
      });
      return new Map(await Promise.all(found));
    },
    [api, app],
  );
}
