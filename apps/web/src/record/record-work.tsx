import { Panel, useText } from "@mortise/ui";
import { useRecordWork } from "../work/use-record-lock.ts";
import { WorkItemCard } from "../work/work-item-card.tsx";
import { recordText } from "./text.ts";

/** Approvals and tasks of one record; nothing is shown when there are none. */
export function RecordWork({ entity, id }: { readonly entity: string; readonly id: string }) {
  const t = useText(recordText);
  const items = useRecordWork(entity, id).data?.items;
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
