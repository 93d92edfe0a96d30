import { Spin } from "antd";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { EmptyState, IconByName, PageHeader, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { useCallback, useMemo, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { RecordDrawer } from "../record/record-drawer.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { CreateButton } from "./create-button.tsx";
import { listFields, stageField } from "./entity-fields.ts";
import { groupFields } from "./group-by.ts";
import { GroupRowsGrid } from "./group-rows.tsx";
import { GroupedList } from "./grouped-list.tsx";
import { KanbanBoard } from "./kanban-board.tsx";
import { ListTools } from "./list-tools.tsx";
import { MatchingBar } from "./matching-bar.tsx";
import { PastBar } from "./past-bar.tsx";
import { allOf, nextSort, withWidth } from "./list-state.ts";
import { RecordGrid } from "./record-grid.tsx";
import { TreeList } from "../tree/tree-list.tsx";
import { treeFields } from "../tree/tree-field.ts";
import { recordsText } from "./text.ts";
import { useListState } from "./use-list-state.ts";
import { useListView } from "./use-list-view.ts";
import { type RowsQuery, useRecordRows } from "./use-record-rows.ts";
import { ViewTabs } from "./view-tabs.tsx";

/** `/a/:app/e/:entity`: the records of an entity as a grid or a board, with everything chosen kept in the address. */
export function RecordsPage() {
  const t = useText(recordsText);
  const { entity: id = "" } = useParams();
  const { catalog, permission } = useAppModel();
  const entity = catalog.find("entity", id);
  if (!entity || !permission(id).read) return <EmptyState title={t.entityMissing} />;
  return <EntityRecords key={id} entity={entity} />;
}

function EntityRecords({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(recordsText);
  const localize = useLocalize();
  const phone = useIsPhone();
  const { permission } = useAppModel();
  const [state, change] = useListState();
  const list = useListView(entity, state);
  const allowed = permission(entity.id);
  const fields = useMemo(() => listFields(entity, allowed), [entity, allowed]);
  const filter = allOf(list.view?.filter, state.filter);
  const sort = state.sort ?? list.view?.sort;
  const asked = useMemo(
    () => [
      ...new Set([
        entity.titleField,
        ...list.columns.map((column) => column.field),
        ...(entity.owned ? ["owner"] : []),
        ...fields.filter(({ id: each }) => each === stageField(entity)?.id).map(({ id: each }) => each),
      ]),
    ],
    [entity, fields, list.columns],
  );
  const query: RowsQuery = {
    entity: entity.id,
    fields: asked,
    filter,
    search: state.search,
    sort,
    state: state.bin ? "deleted" : "live",
    asOf: state.asOf,
  };
  const { rows, loaded, key } = useRecordRows(query);
  const grouped =
    state.bin || state.asOf !== undefined
      ? undefined
      : groupFields(fields, allowed).find((field) => field.id === state.group);
  const [all, setAll] = useState<string | undefined>(undefined);
  const [selected, setSelected] = useState<{ readonly key: string; readonly ids: ReadonlySet<string> }>({
    key,
    ids: new Set(),
  });
  const selection = selected.key === key ? selected.ids : NO_ROWS;
  const select = useCallback((ids: ReadonlySet<string>) => setSelected({ key, ids }), [key]);
  const [selecting, setSelecting] = useState(false);
  const [, setQuery] = useSearchParams();
  const open = useCallback(
    (record: string) =>
      setQuery((before) => {
        const next = new URLSearchParams(before);
        next.set("open", record);
        return next;
      }),
    [setQuery],
  );
  const isNow = state.asOf === undefined;
  const trees = treeFields(entity, fields);
  const layout = state.bin || !isNow ? "table" : (state.layout ?? list.view?.layout ?? "table");
  const tree =
    layout === "tree" ? (trees.find(({ id: each }) => each === list.view?.groupBy) ?? trees[0]) : undefined;
  const name = localize(entity.plural ?? entity.name);
  const restricted = state.search !== "" || filter !== undefined;
  return (
    <>
      <div className="page page-full">
        <PageHeader
          icon={<IconByName name={entity.icon} />}
          title={state.bin ? `${name} · ${t.bin}` : name}
          description={
            phone ? undefined : layout !== "kanban" ? (
              <Count total={loaded.total} loading={loaded.loading} />
            ) : undefined
          }
          actions={state.bin || !isNow ? undefined : <CreateButton entity={entity} onCreated={open} />}
        />
        {state.bin ? null : <ViewTabs entity={entity} list={list} state={state} onChange={change} />}
        {state.asOf ? <PastBar at={state.asOf} onChange={(asOf) => change({ asOf })} /> : null}
        <ListTools
          entity={entity}
          list={list}
          state={state}
          layout={layout}
          fields={fields}
          onChange={change}
          selecting={selecting}
          onSelecting={(next) => {
            setSelecting(next);
            if (!next) select(NO_ROWS);
          }}
        />
        <div className="list-body">
          {layout === "kanban" ? (
            <KanbanBoard
              entity={entity}
              filter={filter}
              search={state.search}
              sort={sort}
              groupBy={list.view?.groupBy}
              fields={list.columns.map((column) => column.field)}
              onOpen={open}
            />
          ) : tree ? (
            <TreeList
              key={tree.id}
              entity={entity}
              field={tree}
              fields={fields}
              columns={list.columns}
              filter={filter}
              search={state.search}
              sort={sort}
              empty={<NoRecords name={name} restricted={restricted} bin={false} />}
            />
          ) : grouped ? (
            <GroupedList
              key={grouped.id}
              entity={entity}
              field={grouped}
              fields={fields}
              columns={list.columns.map((column) => column.field)}
              filter={filter}
              search={state.search}
              sort={sort}
              empty={<NoRecords name={name} restricted={restricted} bin={false} />}
            >
              {(group) => (
                <GroupRowsGrid
                  entity={entity}
                  fields={fields}
                  columns={list.columns}
                  sort={sort}
                  query={{ ...query, filter: group.filter }}
                  count={group.count}
                  selection={selection}
                  onSelectionChange={select}
                  selecting={selecting}
                  onSort={(field) => change({ sort: nextSort(state.sort, field) })}
                  onResize={(field, width) => list.setColumns(withWidth(list.columns, field, width))}
                  onOpen={open}
                  editable
                />
              )}
            </GroupedList>
          ) : (
            <RecordGrid
              key={key}
              entity={entity}
              fields={fields}
              columns={list.columns}
              sort={sort}
              rows={rows}
              loaded={loaded}
              selection={selection}
              onSelectionChange={select}
              selecting={selecting}
              onSort={(field) => change({ sort: nextSort(state.sort, field) })}
              onResize={(field, width) => list.setColumns(withWidth(list.columns, field, width))}
              onOpen={open}
              editable={!state.bin && isNow}
              empty={<NoRecords name={name} restricted={restricted} bin={state.bin} />}
            />
          )}
        </div>
        {isNow && all === key ? (
          <MatchingBar
            entity={entity}
            fields={fields}
            matching={{ filter, search: state.search }}
            onDone={() => {
              setAll(undefined);
              select(NO_ROWS);
            }}
          />
        ) : isNow && selection.size > 0 ? (
          <BulkBar
            entity={entity}
            ids={[...selection]}
            fields={fields}
            bin={state.bin}
            onAll={!state.bin && (loaded.total?.value ?? 0) > selection.size ? () => setAll(key) : undefined}
            onDone={() => select(NO_ROWS)}
          />
        ) : null}
      </div>
      <RecordDrawer entity={entity} />
    </>
  );
}

const NO_ROWS: ReadonlySet<string> = new Set();

function Count({
  total,
  loading,
}: {
  readonly total: { readonly value: number; readonly capped: boolean } | undefined;
  readonly loading: boolean;
}) {
  const t = useText(recordsText);
  if (!total) return loading ? <Spin size="small" /> : null;
  return (
    <span role="status">
      {fillText(total.capped ? t.countCapped : t.count, { n: total.value.toLocaleString("en-US") })}
    </span>
  );
}

function NoRecords({
  name,
  restricted,
  bin,
}: {
  readonly name: string;
  readonly restricted: boolean;
  readonly bin: boolean;
}) {
  const t = useText(recordsText);
  if (bin) return <EmptyState icon={<IconByName name="inbox" />} title={t.binEmpty} />;
  if (restricted)
    return <EmptyState icon={<IconByName name="filter" />} title={t.noMatch} hint={t.noMatchHint} />;
  return (
    <EmptyState
      icon={<IconByName name="inbox" />}
      title={fillText(t.none, { entity: name })}
      hint={t.noneHint}
    />
  );
}
