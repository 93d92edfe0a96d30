import { DECIDE } from "@mortise/contract";
import { useSearchParams } from "react-router";
import { DecisionDialog } from "./decision-dialog.tsx";
import { useRecordWork } from "./use-record-lock.ts";
import type { WorkItem } from "./work-item.ts";

/** Whether a yes is the reader's to give. */
export function awaitsApproval(item: WorkItem): boolean {
  return item.kind === "approval" && item.mayDecide && item.origin !== "word";
}

/** Asks whoever followed a link of a message for their decision: one more tap, and it is approved. */
export function AskedDecision({ entity, id }: { readonly entity: string; readonly id: string }) {
  const [query, setQuery] = useSearchParams();
  const item = useRecordWork(entity, id).data?.items.find(awaitsApproval);
  if (!query.has(DECIDE) || !item) return null;
  const close = (): void =>
    setQuery(
      (before) => {
        before.delete(DECIDE);
        return before;
      },
      { replace: true },
    );
  return <DecisionDialog item={item} decision="approved" onClose={close} />;
}
