import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import {
  EmptyState,
  IconByName,
  PageHeader,
  type RowCount,
  useIsPhone,
  useLocalize,
  useText,
} from "@mortise/ui";
import { Spin } from "antd";
import { useParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { RecordDrawer } from "../record/record-drawer.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { CreateButton } from "./create-button.tsx";
import { ExportButton } from "./export-button.tsx";
import { ListBody } from "./list-body.tsx";
import { ListTools } from "./list-tools.tsx";
import { MatchingBar } from "./matching-bar.tsx";
import { PastBar } from "./past-bar.tsx";
import { QuickFilters } from "./quick-filters.tsx";
import { recordsText } from "./text.ts";
import { type ListPage, READ_THEMSELVES, useListPage } from "./use-list-page.ts";
import { ViewTabs } from "./view-tabs.tsx";

/** `/a/:app/e/:entity`: the records of an entity in one of its layouts, with everything chosen kept in the address. */
export function RecordsPage() {
  const t = useText(recordsText);
  const { entity: id = "" } = useParams();
  const { catalog, permission } = useAppModel();
  const entity = catalog.find("entity", id);
  if (!entity || !permission(id).read) return <EmptyState title={t.entityMissing} />;
  return <EntityRecords key={id} entity={entity} />;
}

function EntityRecords({ entity }: { readonly entity: EntityDocument }) {
  const page = useListPage(entity);
  const { list, state, change } = page;
  // Only rows one below the other have neighbours, and those of the past stand still.
  const isInRows = page.isNow && !page.grouped && (page.layout === "table" || page.layout === "gallery");
  return (
    <>
      <div className="page page-full">
        <ListHeader page={page} />
        {state.bin ? null : (
          <ViewTabs
            {...{ entity, list, state }}
            dates={page.dates}
            place={page.place?.id}
            onChange={change}
          />
        )}
        {state.asOf ? <PastBar at={state.asOf} onChange={(asOf) => change({ asOf })} /> : null}
        <ListTools page={page} />
        {state.bin ? null : <QuickFilters page={page} />}
        <div className="list-body">
          <ListBody page={page} />
        </div>
        <SelectionBar page={page} />
      </div>
      <RecordDrawer entity={entity} list={isInRows ? page.query : undefined} />
    </>
  );
}

function ListHeader({ page }: { readonly page: ListPage }) {
  const t = useText(recordsText);
  const phone = useIsPhone();
  const { entity, state, loaded } = page;
  const name = useLocalize()(entity.plural ?? entity.name);
  const counts = !phone && !READ_THEMSELVES.has(page.layout);
  return (
    <PageHeader
      icon={<IconByName name={entity.icon} />}
      title={state.bin ? `${name} · ${t.bin}` : name}
      description={counts ? <Count total={loaded.total} loading={loaded.loading} /> : undefined}
      actions={
        page.isNow ? (
          <>
            <ExportButton page={page} />
            {state.bin ? null : <CreateButton entity={entity} onCreated={page.open} />}
          </>
        ) : undefined
      }
    />
  );
}

/** What can be done with the selected records, or with all that match. */
function SelectionBar({ page }: { readonly page: ListPage }) {
  const { entity, fields, filter, state, selection, loaded } = page;
  if (!page.isNow) return null;
  if (page.isAll)
    return (
      <MatchingBar
        entity={entity}
        fields={fields}
        matching={{ filter, search: state.search }}
        onDone={page.clear}
      />
    );
  if (selection.size === 0) return null;
  const hasMore = !state.bin && (loaded.total?.value ?? 0) > selection.size;
  return (
    <BulkBar
      entity={entity}
      ids={[...selection]}
      fields={fields}
      bin={state.bin}
      onAll={hasMore ? page.selectAll : undefined}
      onDone={page.clear}
    />
  );
}

function Count({ total, loading }: { readonly total: RowCount | undefined; readonly loading: boolean }) {
  const t = useText(recordsText);
  if (!total) return loading ? <Spin size="small" /> : null;
  return (
    <span role="status">
      {fillText(total.capped ? t.countCapped : t.count, { n: total.value.toLocaleString("en-US") })}
    </span>
  );
}
