import type { RecordData } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import type { EntityDocument, FieldDefinition, SortKey, ViewDocument } from "@mortise/metadata";
import type { PagedRows, PagedState } from "@mortise/ui";
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { treeFields } from "../tree/tree-field.ts";
import { listFields, stageField } from "./entity-fields.ts";
import { groupFields } from "./group-by.ts";
import { allOf, type ListState } from "./list-state.ts";
import { type ListSelection, useListSelection } from "./use-list-selection.ts";
import { useListState } from "./use-list-state.ts";
import { type ListView, useListView } from "./use-list-view.ts";
import { type RowsQuery, useRecordRows } from "./use-record-rows.ts";

/** Everything the parts of a list page share. */
export interface ListPage extends ListSelection {
  readonly entity: EntityDocument;
  /** Fields the person may see in lists. */
  readonly fields: readonly FieldDefinition[];
  readonly state: ListState;
  readonly change: (part: Partial<ListState>) => void;
  readonly list: ListView;
  readonly layout: ViewDocument["layout"];
  /** The reference that makes the tree, while the list is one. */
  readonly tree: FieldDefinition | undefined;
  /** The field whose values are the groups, while the list has any. */
  readonly grouped: FieldDefinition | undefined;
  readonly filter: Expression | undefined;
  readonly sort: readonly SortKey[] | undefined;
  readonly query: RowsQuery;
  readonly rows: PagedRows<RecordData>;
  readonly loaded: PagedState;
  /** Names the list: another filter or order is another list. */
  readonly key: string;
  /** Shows the present, not a moment of the past. */
  readonly isNow: boolean;
  /** Whether something narrows the list: then nothing found means something else. */
  readonly isNarrowed: boolean;
  /** Opens a record beside the list. */
  readonly open: (id: string) => void;
}

/** What the list page of an entity shows, from the address, the view and the person's rights. */
export function useListPage(entity: EntityDocument): ListPage {
  const allowed = useAppModel().permission(entity.id);
  const [state, change] = useListState();
  const list = useListView(entity, state);
  const fields = useMemo(() => listFields(entity, allowed), [entity, allowed]);
  const filter = allOf(list.view?.filter, state.filter);
  const sort = state.sort ?? list.view?.sort;
  const query: RowsQuery = {
    entity: entity.id,
    fields: useAskedFields(entity, fields, list),
    filter,
    search: state.search,
    sort,
    state: state.bin ? "deleted" : "live",
    asOf: state.asOf,
  };
  const isNow = state.asOf === undefined;
  const isPlain = state.bin || !isNow;
  const trees = treeFields(entity, fields);
  const wanted = isPlain ? "table" : (state.layout ?? list.view?.layout ?? "table");
  // Whoever may not see the reference that makes the tree gets the table.
  const layout = wanted === "tree" && trees.length === 0 ? "table" : wanted;
  // A board reads the cards of its columns itself, and shows no count of all.
  const { rows, loaded, key } = useRecordRows(query, layout !== "kanban");
  const groups = isPlain ? [] : groupFields(fields, allowed);
  return {
    entity,
    fields,
    state,
    change,
    list,
    layout,
    tree: layout === "tree" ? (trees.find(({ id }) => id === list.view?.groupBy) ?? trees[0]) : undefined,
    grouped: groups.find(({ id }) => id === state.group),
    filter,
    sort,
    query,
    rows,
    loaded,
    key,
    isNow,
    isNarrowed: state.search !== "" || filter !== undefined,
    open: useOpen(),
    ...useListSelection(key),
  };
}

/** The columns of the list, and what its cards need besides. */
function useAskedFields(
  entity: EntityDocument,
  fields: readonly FieldDefinition[],
  { columns }: ListView,
): readonly string[] {
  return useMemo(() => {
    const stage = stageField(entity)?.id;
    const besides = fields.filter(({ id }) => id === stage || (entity.owned && id === "owner"));
    return [
      ...new Set([entity.titleField, ...columns.map(({ field }) => field), ...besides.map(({ id }) => id)]),
    ];
  }, [entity, fields, columns]);
}

function useOpen(): (record: string) => void {
  const [, setQuery] = useSearchParams();
  return useCallback(
    (record: string) =>
      setQuery((before) => {
        const next = new URLSearchParams(before);
        next.set("open", record);
        return next;
      }),
    [setQuery],
  );
}
