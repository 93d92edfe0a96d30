import { useDroppable } from "@dnd-kit/core";
import type { FormItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { GRID_COLUMNS, spanOf } from "../../model/layout/pack-rows.ts";
import { CanvasItem } from "./canvas-item.tsx";
import { useDesignerPart } from "./designer-context.ts";
import { designerText } from "./text.ts";

/** The items of the form or of one section, on twelve columns, with room to drop more at the end. */
export function CanvasGrid({
  items,
  section,
}: {
  readonly items: readonly FormItem[];
  readonly section: string | null;
}) {
  const t = useText(designerText);
  const isTarget = useDesignerPart(({ target }) => target?.kind === "into" && target.section === section);
  const { setNodeRef } = useDroppable({ id: `into:${section ?? ""}`, data: { into: section } });
  return (
    <div className="fd-grid" role="list">
      {items.map((item) => (
        <div key={item.id} role="listitem" style={{ gridColumn: `span ${spanOf(item)}` }}>
          <CanvasItem item={item} renderInner={innerGrid} />
        </div>
      ))}
      <div
        ref={setNodeRef}
        className={`fd-end ${isTarget ? "fd-end-target" : ""} ${items.length === 0 ? "fd-end-empty" : ""}`}
        style={{ gridColumn: `span ${GRID_COLUMNS}` }}
      >
        {items.length === 0 ? (section === null ? t.emptyCanvas : t.emptySection) : null}
      </div>
    </div>
  );
}

function innerGrid(items: readonly FormItem[], holder: string) {
  return <CanvasGrid items={items} section={holder} />;
}
