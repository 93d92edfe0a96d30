import { useEffect, useMemo, useSyncExternalStore } from "react";
import { PagedRows, type PagedState, type RowLoader } from "./paged-rows.ts";

/** How a list of rows is read. */
export interface PagedRowsOptions {
  readonly pageSize?: number;
  /** False while nothing shows the list: it is not read until something does. */
  readonly isWanted?: boolean;
}

/**
 * Keeps the rows of a keyset-paged list for a grid. `key` names the list (filter, sort, …): a new key starts afresh.
 */
export function usePagedRows<Row>(
  key: string,
  loader: RowLoader<Row>,
  { pageSize = 100, isWanted = true }: PagedRowsOptions = {},
): { readonly rows: PagedRows<Row>; readonly state: PagedState } {
  // The loader belongs to the key: another one of the same list must not throw the rows away.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const rows = useMemo(() => new PagedRows<Row>(loader, pageSize), [key, pageSize]);
  const state = useSyncExternalStore(rows.subscribe, rows.state);
  useEffect(() => {
    rows.revive();
    return () => rows.dispose();
  }, [rows]);
  useEffect(() => {
    if (isWanted) rows.need(0, 1);
  }, [rows, isWanted]);
  return { rows, state };
}
