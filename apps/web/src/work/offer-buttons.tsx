import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { App, Button } from "antd";
import { useState } from "react";
import { DecisionDialog } from "./decision-dialog.tsx";
import { workText } from "./text.ts";
import { useWorkAction } from "./use-work-action.ts";
import type { WorkItem } from "./work-item.ts";

/** Accepts a record that is offered, or lets it pass; what it is about is shown first where the step shows anything. */
export function OfferButtons({ item }: { readonly item: WorkItem }) {
  const t = useText(workText);
  const api = useApi();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<"approved" | "rejected" | undefined>(undefined);
  const accept = useWorkAction(
    item,
    () => api.call(routes.decideWorkItem, { params: { id: item.id }, body: { decision: "approved" } }),
    () => void message.success(t.isYours),
  );
  return (
    <div className="work-buttons">
      <Button
        type="primary"
        loading={accept.isPending}
        onClick={() => (item.hasForm ? setAsked("approved") : accept.mutate())}
      >
        {t.accept}
      </Button>
      <Button onClick={() => setAsked("rejected")}>{t.letPass}</Button>
      {asked ? <DecisionDialog item={item} decision={asked} onClose={() => setAsked(undefined)} /> : null}
    </div>
  );
}
