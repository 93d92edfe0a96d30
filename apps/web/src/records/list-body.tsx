import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { Spin } from "antd";
import { Suspense } from "react";
import type { ScheduleDates } from "../schedule/schedule-dates.ts";
import type { ScheduleViewProps } from "../schedule/schedule-frame.tsx";
import { TreeList } from "../tree/tree-list.tsx";
import { moved } from "./column-chooser.tsx";
import { GroupRowsGrid } from "./group-rows.tsx";
import { GroupedList } from "./grouped-list.tsx";
import { KanbanBoard } from "./kanban-board.tsx";
import { CalendarView, GalleryView, GanttView, MapView } from "./list-layouts.ts";
import { nextSort, withWidth } from "./list-state.ts";
import { NoRecords } from "./no-records.tsx";
import { RecordGrid } from "./record-grid.tsx";
import type { ListPage } from "./use-list-page.ts";

/** The records of a list page in its layout, whose code is fetched when it is first needed. */
export function ListBody({ page }: { readonly page: ListPage }) {
  return (
    <Suspense fallback={<Spin className="group-wait" />}>
      <LaidOut page={page} />
    </Suspense>
  );
}

function LaidOut({ page }: { readonly page: ListPage }) {
  const { entity, fields, list, filter, sort, state, layout, tree, grouped } = page;
  const name = useLocalize()(entity.plural ?? entity.name);
  const columns = list.columns.map((column) => column.field);
  const empty = <NoRecords name={name} restricted={page.isNarrowed} bin={state.bin} />;
  const shared = { entity, fields, filter, sort, search: state.search, empty };
  if (layout === "kanban")
    return (
      <KanbanBoard
        {...shared}
        groupBy={list.view?.groupBy}
        fields={columns}
        colorFields={page.colorFields}
        colorOf={page.colorOf}
        onOpen={page.open}
      />
    );
  if (page.dates && layout === "gantt") {
    const groupBy = fields.find(({ id }) => id === list.view?.groupBy);
    return (
      <GanttView
        key={page.dates.start.id}
        {...scheduleProps(page, page.dates)}
        groupBy={groupBy}
        empty={empty}
      />
    );
  }
  if (page.dates && layout === "calendar")
    return <CalendarView key={page.dates.start.id} {...scheduleProps(page, page.dates)} />;
  if (page.place && layout === "map") return <OnMap page={page} place={page.place} />;
  if (layout === "gallery")
    return (
      <GalleryView
        key={page.key}
        {...{ entity, fields, rows: page.rows, loaded: page.loaded, empty }}
        columns={list.columns}
        gallery={list.view?.gallery}
        colorOf={page.colorOf}
        onOpen={page.open}
      />
    );
  if (tree) return <TreeList key={tree.id} {...shared} field={tree} columns={list.columns} />;
  const grid = gridProps(page);
  if (grouped)
    return (
      <GroupedList key={grouped.id} {...shared} field={grouped} columns={columns}>
        {(group) => (
          <GroupRowsGrid
            {...grid}
            query={{ ...page.query, filter: group.filter }}
            count={group.count}
            editable
          />
        )}
      </GroupedList>
    );
  return (
    <RecordGrid
      key={page.key}
      {...grid}
      rows={page.rows}
      loaded={page.loaded}
      editable={!state.bin && page.isNow}
      empty={empty}
    />
  );
}

function OnMap({ page, place }: { readonly page: ListPage; readonly place: FieldDefinition }) {
  const { entity, fields, filter, list, state } = page;
  return (
    <MapView
      key={place.id}
      {...{ entity, fields, filter, place }}
      columns={list.columns}
      places={page.places}
      onPlace={(by) => page.change({ by })}
      search={state.search}
      colorFields={page.colorFields}
      colorOf={page.colorOf}
      onOpen={page.open}
    />
  );
}

/** What tables have in common, whether their rows stand in groups or not. */
function gridProps(page: ListPage) {
  const { entity, fields, list, sort, state } = page;
  return {
    entity,
    fields,
    sort,
    columns: list.columns,
    selection: page.selection,
    onSelectionChange: page.select,
    selecting: page.selecting,
    onSort: (field: string) => page.change({ sort: nextSort(state.sort, field) }),
    onResize: (field: string, width: number) => list.setColumns(withWidth(list.columns, field, width)),
    onMoveColumn: (from: number, to: number) => list.setColumns(moved(list.columns, from, to)),
    frozen: list.frozen,
    onOpen: page.open,
    rowHeight: state.rowHeight ?? list.view?.rowHeight,
    colorOf: list.view?.colors ? page.colorOf : undefined,
  };
}

function scheduleProps(page: ListPage, dates: ScheduleDates): ScheduleViewProps {
  const { entity, state, list, filter, colorFields, colorOf, change, open } = page;
  return {
    entity,
    dates,
    view: list.view?.dates,
    filter,
    search: state.search,
    colorFields,
    colorOf,
    place: { day: state.day, scale: state.scale, by: state.by },
    onPlace: change,
    onOpen: open,
  };
}
