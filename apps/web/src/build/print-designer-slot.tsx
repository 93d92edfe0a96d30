import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { PrintDesigner } from "@mortise/forms/react";
import type { PrintDocument } from "@mortise/metadata";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";
import { useApprovalsOf } from "../print/use-approvals-of.ts";
import { useReach } from "../print/use-reached.ts";
import { keys } from "../session/query-keys.ts";
import { useDesignerHistory } from "./designer-history.ts";
import type { DesignerProps } from "./designers.tsx";

/** The designer of print templates, with the newest record of the entity as its example. */
export function PrintDesignerSlot(props: DesignerProps<PrintDocument>) {
  const api = useApi();
  const labels = useLabelBook();
  const { id: app, catalog } = useAppModel();
  const { entity } = props.document;
  const reach = useReach();
  const approvalsOf = useApprovalsOf();
  const sample = useQuery({
    queryKey: keys.list(app, entity, "print-sample"),
    queryFn: async () => {
      const { items } = await api.call(routes.queryRecords, {
        params: { app, entity },
        body: { limit: 1, sort: [{ field: "created_at", descending: true }] },
      });
      const [first] = items;
      if (!first) return null;
      const found = await api.call(routes.getRecord, { params: { app, entity, id: first.id } });
      labels.add(found.labels);
      return { id: first.id, values: found.record };
    },
    enabled: catalog.find("entity", entity) !== undefined,
  });
  const reached = useQuery({
    queryKey: keys.list(app, entity, "print-sample", "reached", JSON.stringify(props.document)),
    queryFn: () => reach(props.document, sample.data ? [sample.data.values] : []),
    enabled: sample.data !== undefined,
    placeholderData: keepPreviousData,
  });
  const printsApprovals = props.document.blocks.some(({ type }) => type === "approvals");
  const approvals = useQuery({
    queryKey: keys.list(
      app,
      entity,
      "print-sample",
      "approvals",
      sample.data?.id ?? "",
      String(printsApprovals),
    ),
    queryFn: () => approvalsOf(props.document, sample.data ? [sample.data] : []),
    enabled: sample.data !== undefined,
  });
  return (
    <PrintDesigner
      {...props}
      history={useDesignerHistory(props.document)}
      sample={
        sample.data
          ? { ...sample.data, reached: reached.data, approvals: approvals.data?.get(sample.data.id) }
          : undefined
      }
    />
  );
}
