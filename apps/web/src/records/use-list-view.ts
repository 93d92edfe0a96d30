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
  readonly setColumns: (columns: readonly ViewColumn[]) => void;
  /** How many columns stay in sight while scrolling sideways. */
  readonly frozen: number;
  readonly setFrozen: (frozen: number) => void;
  /** The fields that narrow the list above it. */
  readonly quickFilters: readonly string[];
  readonly setQuickFilters: (fields: readonly string[]) => void;
  /** Whether the person chose columns of their own, and the way back to the view's. */
  readonly columnsChanged: boolean;
  readonly resetColumns: () => void;
}

/** What a person chose instead of what the view says. */
interface OwnColumns {
  readonly columns?: readonly ViewColumn[];
  readonly frozen?: number;
  readonly quickFilters?: readonly string[];
}

/** Columns a person chose are remembered in this browser, per view. */
function storedColumns(key: string): OwnColumns | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    const isOwn = typeof stored === "object" && stored !== null && !Array.isArray(stored);
    return isOwn ? (stored as OwnColumns) : undefined; // written by this module only
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
  const { own, put } = useOwnColumns(`mortise.columns.${app}.${entity.id}.${view?.id ?? ""}`);
  const allowed = permission(entity.id);
  const columns = useMemo(() => {
    const known = new Set(listFields(entity, allowed).map((field) => field.id));
    const wanted = (own?.columns ?? view?.columns ?? []).filter((column) => known.has(column.field));
    return wanted.length > 0 ? wanted : defaultColumns(entity, allowed);
    // `own` read from storage is a new object each time; its text tells whether it changed.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [entity, allowed, view, JSON.stringify(own?.columns)]);
  return {
    view,
    shared,
    personal,
    offersAll: shared.every((each) => each.filter !== undefined),
    columns,
    setColumns: (next) => put({ ...own, columns: next }),
    frozen: own?.frozen ?? view?.frozen ?? 1,
    setFrozen: (frozen) => put({ ...own, frozen }),
    quickFilters: own?.quickFilters ?? view?.quickFilters ?? [],
    setQuickFilters: (quickFilters) => put({ ...own, quickFilters }),
    columnsChanged: own?.columns !== undefined || own?.frozen !== undefined,
    resetColumns: () => put(undefined),
  };
}

function useOwnColumns(storage: string) {
  const [chosen, setChosen] = useState<{ readonly storage: string; readonly own: OwnColumns | undefined }>();
  const own = chosen?.storage === storage ? chosen.own : storedColumns(storage);
  const put = (next: OwnColumns | undefined) => {
    if (next) localStorage.setItem(storage, JSON.stringify(next));
    else localStorage.removeItem(storage);
    setChosen({ storage, own: next });
  };
  return { own, put };
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
