import { createContext, use } from "react";
import type { RowView } from "../sub-table/row-view.ts";

/** Carries what rules make of child rows, by sub-table field; filled by the form around. */
export const RowViewsContext = createContext<ReadonlyMap<string, readonly RowView[]> | undefined>(undefined);

/** The rows of a sub-table as their rules leave them; undefined where there are no rules, or no form. */
export function useRowViews(field: string): readonly RowView[] | undefined {
  return use(RowViewsContext)?.get(field);
}
