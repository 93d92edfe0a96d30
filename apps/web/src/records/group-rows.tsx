import type { EntityDocument } from "@mortise/metadata";
import { useIsPhone } from "@mortise/ui";
import { CARD_HEIGHT } from "./record-cards.tsx";
import { RecordGrid, ROW_PIXELS, type RecordGridProps } from "./record-grid.tsx";
import { type RowsQuery, useRecordRows } from "./use-record-rows.ts";

/** Rows of a group that are in sight at once; the others are scrolled to within it. */
const ROWS_IN_SIGHT = 10;

type GroupGridProps = Omit<RecordGridProps, "rows" | "loaded" | "empty"> & {
  readonly entity: EntityDocument;
  readonly query: RowsQuery;
  readonly count: number;
};

/** The records of one open group, read page by page like any list. */
export function GroupRowsGrid({ query, count, ...grid }: GroupGridProps) {
  const phone = useIsPhone();
  const { rows, loaded } = useRecordRows(query);
  const shown = Math.min(Math.max(count, 1), ROWS_IN_SIGHT);
  return (
    <div
      className="group-rows"
      style={{
        height: phone ? shown * CARD_HEIGHT : (shown + 1) * ROW_PIXELS[grid.rowHeight ?? "normal"] + 26,
      }}
    >
      <RecordGrid {...grid} rows={rows} loaded={loaded} empty={null} />
    </div>
  );
}
