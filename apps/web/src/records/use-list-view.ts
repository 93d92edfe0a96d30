import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { EntityDocument, ViewColumn, ViewDocument } from "@mortise/metadata";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";
import { defaultColumns, listFields } from "./entity-fields.ts";
import type { ListState } from "./list-state.ts";

/** The view without conditions that every entity has; not an id of a document. */
export const EVERYTHING = "all";

/** The view a list is shown by, and the views there are to choose from. */
export interface ListView {
  readonly view: ViewDocument | undefined;
  readonly shared: readonly ViewDocument[];
  readonly personal: readonly ViewDocument[];
  /** Whether “all” has to be offered because no shared view shows everything. */
  readonly offersAll: boolean;
  readonly columns: readonly ViewColumn[];
  /** Undefined goes back to the view's own columns. */
  readonly setColumns: (columns: readonly ViewColumn[] | undefined) => void;
  readonly columnsChanged: boolean;
}

/** Columns a person chose are remembered in this browser, per view. */
function storedColumns(key: string): readonly ViewColumn[] | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return Array.isArray(stored) ? (stored as ViewColumn[]) : undefined; // written by this module only
  } catch {
    return undefined;
  }
}

/** Finds the view of a list's state and the columns to show. */
export function useListView(entity: EntityDocument, state: ListState): ListView {
  const api = useApi();
  const { id: app, catalog, permission } = useAppModel();
  const answer = useQuery({
    queryKey: keys.views(app),
    queryFn: () => api.call(routes.listViews, { params: { app } }),
  });
  const shared = catalog.all("view").filter((view) => view.entity === entity.id);
  const personal = (answer.data?.items ?? []).filter((view) => view.entity === entity.id);
  const view = viewShown(state, shared, personal);
  const storage = `mortise.columns.${app}.${entity.id}.${view?.id ?? ""}`;
  const [chosen, setChosen] = useState<{
    readonly storage: string;
    readonly columns: readonly ViewColumn[] | undefined;
  }>();
  const own = chosen?.storage === storage ? chosen.columns : storedColumns(storage);
  const allowed = permission(entity.id);
  const columns = useMemo(() => {
    const known = new Set(listFields(entity, allowed).map((field) => field.id));
    const wanted = (own ?? view?.columns ?? []).filter((column) => known.has(column.field));
    return wanted.length > 0 ? wanted : defaultColumns(entity, allowed);
    // `own` read from storage is a new array each time; its text tells whether it changed.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [entity, allowed, view, JSON.stringify(own)]);
  const setColumns = (next: readonly ViewColumn[] | undefined) => {
    if (next) localStorage.setItem(storage, JSON.stringify(next));
    else localStorage.removeItem(storage);
    setChosen({ storage, columns: next });
  };
  const offersAll = shared.every((each) => each.filter !== undefined);
  return { view, shared, personal, offersAll, columns, setColumns, columnsChanged: own !== undefined };
}

/** The view that was asked for; else the first shared one. The recycle bin is not narrowed by a view. */
function viewShown(
  state: ListState,
  shared: readonly ViewDocument[],
  personal: readonly ViewDocument[],
): ViewDocument | undefined {
  const asked = [...shared, ...personal].find((each) => each.id === state.view);
  if (asked || state.bin || state.view === EVERYTHING) return asked;
  return shared[0];
}
