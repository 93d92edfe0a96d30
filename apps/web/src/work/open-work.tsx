import { fillText } from "@mortise/kit";
import { Panel, useText } from "@mortise/ui";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { ApproveManyDialog } from "./approve-many-dialog.tsx";
import { workText } from "./text.ts";
import { WorkItemCard } from "./work-item-card.tsx";
import type { WorkItem } from "./work-item.ts";

/** What waits for the person: each by itself, or several approvals together. */
export function OpenWork({ items }: { readonly items: readonly WorkItem[] }) {
  const t = useText(workText);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setIsAsking] = useState(false);
  const batchable = items.filter((item) => item.mayBatch);
  // What was dealt with meanwhile is no longer among them.
  const taken = batchable.filter((item) => chosen.has(item.id));
  const choose = (ids: readonly string[]) => setChosen(new Set(ids));
  const toggle = (id: string) =>
    choose(chosen.has(id) ? [...chosen].filter((other) => other !== id) : [...chosen, id]);
  return (
    <div>
      {batchable.length > 1 ? (
        <div className="work-batch">
          <Checkbox
            checked={taken.length === batchable.length}
            indeterminate={taken.length > 0 && taken.length < batchable.length}
            onChange={({ target }) => choose(target.checked ? batchable.map(({ id }) => id) : [])}
          >
            {t.chooseAll}
          </Checkbox>
          <Button type="primary" disabled={taken.length === 0} onClick={() => setIsAsking(true)}>
            {fillText(t.approveMany, { n: taken.length })}
          </Button>
        </div>
      ) : null}
      <ul className="work-list" aria-label={t.todo}>
        {items.map((item) => (
          <li key={item.id}>
            <Panel>
              <WorkItemCard
                item={item}
                {...(item.mayBatch && batchable.length > 1
                  ? { isChosen: chosen.has(item.id), onChoose: () => toggle(item.id) }
                  : {})}
              />
            </Panel>
          </li>
        ))}
      </ul>
      {isAsking ? (
        <ApproveManyDialog
          items={taken}
          onClose={() => {
            setIsAsking(false);
            choose([]);
          }}
        />
      ) : null}
    </div>
  );
}
