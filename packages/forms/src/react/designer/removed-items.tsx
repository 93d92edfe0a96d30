import { fillText } from "@mortise/kit";
import type { FormItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import type { PlacedItem } from "../../model/layout/item-tree.ts";
import { designerText } from "./text.ts";

/** What the form had in what it is compared with and has no more, each with the way back. */
export function RemovedItems({
  removed,
  nameOf,
  onRestore,
}: {
  readonly removed: readonly PlacedItem[];
  readonly nameOf: (item: FormItem) => string;
  readonly onRestore: (placed: PlacedItem) => void;
}) {
  const t = useText(designerText);
  return (
    <div className="fd-compared" role="status">
      <span className="fd-mark-added">{t.markAdded}</span>
      <span className="fd-mark-changed">{t.markChanged}</span>
      <span className="fd-mark-moved">{t.markMoved}</span>
      {removed.map((placed) => (
        <span key={placed.item.id} className="fd-mark-removed">
          {fillText(t.markRemoved, { name: nameOf(placed.item) })}
          <Button type="link" size="small" onClick={() => onRestore(placed)}>
            {t.restore}
          </Button>
        </span>
      ))}
    </div>
  );
}
