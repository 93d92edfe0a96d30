import { fillText } from "@mortise/kit";
import type { PageColumn } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { resizeColumn } from "../../model/page/page-edits.ts";
import { SpanHandle } from "../span-handle/span-handle.tsx";
import { usePageDesigner } from "./page-designer-context.ts";
import { pageText } from "./text.ts";

/** The right edge of a column. */
export function ColumnEdge({ column, n }: { readonly column: PageColumn; readonly n: number }) {
  const t = useText(pageText);
  const { page, run } = usePageDesigner();
  return (
    <SpanHandle
      className="pd-edge"
      label={fillText(t.columnWidth, { n })}
      span={column.span}
      own="section"
      grid=".pd-grid"
      onResize={(span) => run(resizeColumn(page, column.id, span), `span/${column.id}`)}
    />
  );
}
