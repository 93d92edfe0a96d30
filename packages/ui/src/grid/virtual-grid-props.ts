import type { ReactNode } from "react";
import type { GridColumn, GridSource } from "./grid-column.ts";
import type { RangeActions } from "./use-grid-range.ts";

/** Props of `VirtualGrid`. */
export interface VirtualGridProps<Row> {
  /** Accessible name. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly source: GridSource<Row>;
  readonly rowCount: number;
  /** Changes whenever rows of the source changed, so that they are drawn again. */
  readonly version: number;
  readonly rowId: (row: Row) => string;
  readonly rowHeight?: number;
  /** So many columns from the first stay in sight while scrolling sideways, as far as there is room; one when absent. */
  readonly frozen?: number | undefined;
  /** The CSS colour behind a row; undefined for the paper itself. */
  readonly tintOf?: ((row: Row) => string | undefined) | undefined;
  /** Ids of the selected rows; without it there are no checkboxes. */
  readonly selection?: ReadonlySet<string> | undefined;
  readonly onSelectionChange?: ((selection: ReadonlySet<string>) => void) | undefined;
  /** With it blocks of cells are chosen, copied, pasted over and filled. */
  readonly rangeActions?: RangeActions | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly onEdit?: ((row: Row, columnId: string, value: unknown) => void) | undefined;
  readonly onSort?: ((columnId: string) => void) | undefined;
  readonly onResize?: ((columnId: string, width: number) => void) | undefined;
  /** Puts a column at another place; the first stays where it is. */
  readonly onMoveColumn?: ((from: number, to: number) => void) | undefined;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  readonly hideHeader?: boolean;
}
