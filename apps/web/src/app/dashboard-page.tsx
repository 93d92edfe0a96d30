import { type BoardState, readBoardState, writeBoardState } from "@mortise/reports";
import { EmptyState, PageHeader, useLocalize, useText } from "@mortise/ui";
import { Suspense, useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import { RecordSheet } from "../record/record-sheet.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { useAppModel } from "./app-model.ts";
import { DashboardView } from "./engine-views.ts";
import { appText } from "./text.ts";

/** `/a/:app/d/:id`: a page of charts; what the reader chose stands in the query of the address. */
export function DashboardPage() {
  const t = useText(appText);
  const localize = useLocalize();
  const { id = "" } = useParams();
  const { id: app, catalog } = useAppModel();
  const [state, setState] = useBoardAddress();
  const dashboard = catalog.find("dashboard", id);
  if (!dashboard) return <EmptyState title={t.dashboardMissing} />;
  return (
    <div className="page">
      <PageHeader title={localize(dashboard.name)} />
      <Suspense fallback={<PageLoading />}>
        <DashboardView
          key={id}
          app={app}
          dashboard={dashboard}
          catalog={catalog}
          state={state}
          onState={setState}
          recordSheet={(entity, record, close) => (
            <RecordSheet key={record} entity={entity} id={record} onClose={close} />
          )}
        />
      </Suspense>
    </div>
  );
}

/** What the reader of a dashboard chose, in the address: each choice can be gone back from and sent as a link. */
function useBoardAddress(): readonly [BoardState, (state: BoardState) => void] {
  const [query, setQuery] = useSearchParams();
  const address = query.toString();
  const state = useMemo(() => readBoardState(new URLSearchParams(address)), [address]);
  return [state, (next) => setQuery(writeBoardState(next))];
}
