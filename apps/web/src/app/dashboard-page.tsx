import { EmptyState, PageHeader, useLocalize, useText } from "@mortise/ui";
import { Suspense } from "react";
import { useParams } from "react-router";
import { PageLoading } from "../shell/page-loading.tsx";
import { useAppModel } from "./app-model.ts";
import { DashboardView } from "./engine-views.ts";
import { appText } from "./text.ts";

/** `/a/:app/d/:id`: a page of charts. */
export function DashboardPage() {
  const t = useText(appText);
  const localize = useLocalize();
  const { id = "" } = useParams();
  const { id: app, catalog } = useAppModel();
  const dashboard = catalog.find("dashboard", id);
  if (!dashboard) return <EmptyState title={t.dashboardMissing} />;
  return (
    <div className="page">
      <PageHeader title={localize(dashboard.name)} />
      <Suspense fallback={<PageLoading />}>
        <DashboardView key={id} app={app} dashboard={dashboard} catalog={catalog} />
      </Suspense>
    </div>
  );
}
