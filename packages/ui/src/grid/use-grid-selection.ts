import { useCallback, useLayoutEffect, useRef } from "react";
import type { GridSource } from "./grid-column.ts";

interface SelectionOptions<Row> {
  readonly source: GridSource<Row>;
  readonly rowCount: number;
  readonly rowId: (row: Row) => string;
  readonly selection?: ReadonlySet<string> | undefined;
  readonly onSelectionChange?: ((selection: ReadonlySet<string>) => void) | undefined;
}

/** Choosing rows by checkbox, Shift-click ranges, and all rows at hand. */
export function useGridSelection<Row>(options: SelectionOptions<Row>) {
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  const anchor = useRef<number | undefined>(undefined);

  const toggle = useCallback((index: number, range: boolean) => {
    const { source, rowId, selection, onSelectionChange } = latest.current;
    if (!selection || !onSelectionChange) return;
    const next = new Set(selection);
    const row = source.rowAt(index);
    if (row === undefined) return;
    const add = !selection.has(rowId(row));
    const from = range ? (anchor.current ?? index) : index;
    for (let each = Math.min(from, index); each <= Math.max(from, index); each += 1) {
      const found = source.rowAt(each);
      if (found === undefined) continue;
      if (add) next.add(rowId(found));
      else next.delete(rowId(found));
    }
    anchor.current = index;
    onSelectionChange(next);
  }, []);

  const toggleAll = useCallback(() => {
    const { source, rowCount, rowId, selection, onSelectionChange } = latest.current;
    if (!selection || !onSelectionChange) return;
    if (selection.size > 0) return onSelectionChange(new Set());
    const all = new Set<string>();
    for (let index = 0; index < rowCount; index += 1) {
      const row = source.rowAt(index);
      if (row !== undefined) all.add(rowId(row));
    }
    return onSelectionChange(all);
  }, []);

  const size = options.selection?.size ?? 0;
  const all = options.selection
    ? { checked: size > 0 && size >= options.rowCount, some: size > 0, toggle: toggleAll }
    : undefined;
  return { toggle, all };
}
