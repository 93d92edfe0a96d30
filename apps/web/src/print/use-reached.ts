import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { reachRecords } from "@mortise/forms";
import type { PrintDocument } from "@mortise/metadata";
import { useCallback } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";

/** Reads what a template prints through references of records; what the person may not see is left out. */
export function useReach() {
  const api = useApi();
  const labels = useLabelBook();
  const { id: app, catalog } = useAppModel();
  return useCallback(
    (template: PrintDocument, records: readonly Readonly<Record<string, unknown>>[]) =>
      reachRecords(template, records, {
        entityOf: (id) => catalog.find("entity", id),
        read: async (entity, ids) => {
          const body = { ids: [...ids] };
          const answer = await api.call(routes.readRecords, { params: { app, entity }, body });
          labels.add(answer.labels);
          return answer.items;
        },
      }),
    [api, labels, app, catalog],
  );
}
