import type { RecordData } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import type { EntityDocument, FieldDefinition, SortKey, ViewLayout } from "@mortise/metadata";
import type { PagedRows, PagedState } from "@mortise/ui";
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { useFilterFollowed } from "../live/shown-in.ts";
import { useAppModel } from "../app/app-model.ts";
import { treeFields } from "../tree/tree-field.ts";
import { placeFields } from "../map/place-field.ts";
import { coverField } from "../gallery/cover-field.ts";
import { type ScheduleDates, scheduleDates } from "../schedule/schedule-dates.ts";
import { listFields, stageField } from "./entity-fields.ts";
import { groupFields } from "./group-by.ts";
import { allOf, type ListState } from "./list-state.ts";
import { type ColorOf, colorFields, useRecordColors } from "./record-colors.ts";
import { type ListSelection, useListSelection } from "./use-list-selection.ts";
import { useListState } from "./use-list-state.ts";
import { quickFields } from "./quick-fields.ts";
import { type ListView, useListView } from "./use-list-view.ts";
import { type RowsQuery, useRecordRows } from "./use-record-rows.ts";

/** Layouts that read what they show themselves, and know no count of all. */
export const READ_THEMSELVES: ReadonlySet<ViewLayout> = new Set(["kanban", "calendar", "gantt", "map"]);
/** Layouts that need a date, and are in its order. */
export const DATED: ReadonlySet<ViewLayout> = new Set(["calendar", "gantt"]);

/** Everything the parts of a list page share. */
export interface ListPage extends ListSelection {
  readonly entity: EntityDocument;
  /** Fields the person may see in lists. */
  readonly fields: readonly FieldDefinition[];
  readonly state: ListState;
  readonly change: (part: Partial<ListState>) => void;
  readonly list: ListView;
  readonly layout: ViewLayout;
  /** The reference that makes the tree, while the list is one. */
  readonly tree: FieldDefinition | undefined;
  /** The fields that place records in time; undefined when the person sees none. */
  readonly dates: ScheduleDates | undefined;
  /** The fields that say where a record stands, and the one that the map goes by; none when the person sees none. */
  readonly places: readonly FieldDefinition[];
  readonly place: FieldDefinition | undefined;
  /** The colours of records by the rules of the view, and the fields those look at. */
  readonly colorOf: ColorOf;
  readonly colorFields: readonly string[];
  /** The field whose values are the groups, while the list has any. */
  readonly grouped: FieldDefinition | undefined;
  /** The fields that narrow the list above it. */
  readonly quick: readonly FieldDefinition[];
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
  const { id: app, catalog, permission } = useAppModel();
  const allowed = permission(entity.id);
  const [state, change] = useListState();
  const list = useListView(entity, state);
  const fields = useMemo(() => listFields(entity, allowed), [entity, allowed]);
  const quick = quickFields(fields, allowed, list, state);
  const filter = allOf(
    list.view?.filter,
    state.filter,
    ...quick.flatMap(({ id }) => state.quick?.[id] ?? []),
  );
  const sort = state.sort ?? list.view?.sort;
  useFilterFollowed({ app, entity: entity.id }, filter, catalog);
  const asked = useAskedFields(entity, fields, list);
  const query: RowsQuery = {
    entity: entity.id,
    fields: asked.all,
    filter,
    search: state.search,
    sort,
    state: state.bin ? "deleted" : "live",
    asOf: state.asOf,
  };
  const isNow = state.asOf === undefined;
  const isPlain = state.bin || !isNow;
  const trees = treeFields(entity, fields);
  const dates = useMemo(
    () => scheduleDates(entity, allowed, list.view?.dates, state.by),
    [entity, allowed, list.view?.dates, state.by],
  );
  const wanted = isPlain ? "table" : (state.layout ?? list.view?.layout ?? "table");
  // Whoever may not see the reference that makes the tree, any date or any place, gets the table.
  const places = useMemo(() => placeFields(fields, allowed), [fields, allowed]);
  const lacks =
    (wanted === "tree" && trees.length === 0) ||
    (DATED.has(wanted) && dates === undefined) ||
    (wanted === "map" && places.length === 0);
  const layout = lacks ? "table" : wanted;
  const { rows, loaded, key } = useRecordRows(query, !READ_THEMSELVES.has(layout));
  const groups = isPlain ? [] : groupFields(fields, allowed);
  return {
    entity,
    fields,
    state,
    change,
    list,
    layout,
    tree: layout === "tree" ? (trees.find(({ id }) => id === list.view?.groupBy) ?? trees[0]) : undefined,
    dates,
    places,
    place:
      places.find(({ id }) => id === state.by) ??
      places.find(({ id }) => id === list.view?.map?.place) ??
      places[0],
    colorOf: useRecordColors(entity, list.view?.colors),
    colorFields: asked.colors,
    grouped: groups.find(({ id }) => id === (state.group ?? groupOf(list))),
    quick,
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

/** The field by which the view itself puts the rows of a table into groups. */
function groupOf({ view }: ListView): string | undefined {
  return view?.layout === "table" ? view.groupBy : undefined;
}

/** The columns of the list, and what its cards, covers and colours need besides. */
function useAskedFields(
  entity: EntityDocument,
  fields: readonly FieldDefinition[],
  { columns, view }: ListView,
): { readonly all: readonly string[]; readonly colors: readonly string[] } {
  return useMemo(() => {
    const stage = stageField(entity)?.id;
    const rules = new Set(colorFields(view?.colors));
    const colors = fields.filter(({ id }) => rules.has(id)).map(({ id }) => id);
    const cover = coverField(fields, view?.gallery)?.id;
    const besides = fields.filter(
      ({ id }) => id === stage || id === cover || (entity.owned && id === "owner"),
    );
    const named = [...columns.map(({ field }) => field), ...besides.map(({ id }) => id)];
    // In an order of their own: columns that change places do not make another list.
    return { all: [...new Set([entity.titleField, ...named, ...colors])].toSorted(), colors };
  }, [entity, fields, columns, view]);
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
