import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useDroppable } from "@dnd-kit/core";
import { fillText } from "@mortise/kit";
import type { PageColumn } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button, InputNumber } from "antd";
import {
  addColumn,
  blocksIn,
  type BlockPlace,
  columnsIn,
  removeColumn,
  resizeColumn,
} from "../../model/page/page-edits.ts";
import { BlockCard } from "./block-card.tsx";
import { ColumnEdge } from "./column-edge.tsx";
import { usePageDesigner } from "./page-designer-context.ts";
import { pageText } from "./text.ts";

/** The columns of a tab as wide as they will be, with their blocks to choose and move. */
export function PageCanvas({ tab, place }: { readonly tab: string; readonly place: BlockPlace | undefined }) {
  const t = useText(pageText);
  const { page, run } = usePageDesigner();
  const columns = columnsIn(page, tab);
  return (
    <>
      <div className="pd-grid">
        {columns.map((column, index) => (
          <CanvasColumn
            key={column.id}
            column={column}
            n={index + 1}
            isOnly={columns.length === 1}
            place={place?.column === column.id ? place : undefined}
          />
        ))}
      </div>
      <Button
        type="dashed"
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => run(addColumn(page, tab))}
      >
        {t.addColumn}
      </Button>
    </>
  );
}

function CanvasColumn({
  column,
  n,
  isOnly,
  place,
}: {
  readonly column: PageColumn;
  readonly n: number;
  readonly isOnly: boolean;
  readonly place: BlockPlace | undefined;
}) {
  const t = useText(pageText);
  const { page, run } = usePageDesigner();
  const { id, span } = column;
  const words = fillText(t.atEnd, { n });
  const { setNodeRef } = useDroppable({ id: `column/${id}`, data: { column: id, words } });
  const blocks = blocksIn(page, id);
  const isTarget = place !== undefined && place.before === undefined;
  return (
    <section
      ref={setNodeRef}
      className={isTarget ? "pd-column pd-column-target" : "pd-column"}
      style={{ gridColumn: `span ${span}` }}
      aria-label={fillText(t.column, { n })}
    >
      <header>
        <span>{fillText(t.column, { n })}</span>
        <InputNumber
          size="small"
          min={1}
          max={12}
          value={span}
          aria-label={fillText(t.columnWidth, { n })}
          onChange={(value) => run(resizeColumn(page, id, value ?? span), `span/${id}`)}
        />
        <Button
          type="text"
          size="small"
          disabled={isOnly}
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={fillText(t.removeColumn, { n })}
          onClick={() => run(removeColumn(page, id))}
        />
      </header>
      {blocks.length === 0 ? <p className="pd-empty">{t.emptyColumn}</p> : null}
      <ul>
        {blocks.map((block) => (
          <BlockCard key={block.id} block={block} isTarget={place?.before === block.id} />
        ))}
      </ul>
      <ColumnEdge column={column} n={n} />
    </section>
  );
}
