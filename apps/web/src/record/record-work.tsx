import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { Panel, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { useAppModel } from "../app/app-model.ts";
import { WorkItemCard } from "../work/work-item-card.tsx";
import { keys } from "../session/query-keys.ts";
import { recordText } from "./text.ts";

/** Approvals and tasks of one record; nothing is shown when there are none. */
export function RecordWork({ entity, id }: { readonly entity: string; readonly id: string }) {
  const t = useText(recordText);
  const api = useApi();
  const { id: app } = useAppModel();
  const items = useQuery({
    queryKey: keys.recordWork(app, entity, id),
    queryFn: () => api.call(routes.recordWorkItems, { params: { app, entity, id } }),
  }).data?.items;
  if (!items || items.length === 0) return null;
  return (
    <Panel title={t.work}>
      <ul className="work-list">
        {items.map((item) => (
          <li key={item.id}>
            <WorkItemCard item={item} inRecord />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
