import { DesktopOutlined } from "@ant-design/icons";
import { EmptyState, PageHeader, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Space } from "antd";
import { Suspense, useRef } from "react";
import { useParams } from "react-router";
import { RecordSheet } from "../record/record-sheet.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { useAppModel } from "./app-model.ts";
import { useBoardAddress } from "./board-address.ts";
import { BoardExport, DashboardView, ScreenView, ShareBoard } from "./engine-views.ts";
import { appText } from "./text.ts";

/** `/a/:app/d/:id`: a page of charts; what the reader chose stands in the query of the address. */
export function DashboardPage() {
  const t = useText(appText);
  const localize = useLocalize();
  const isPhone = useIsPhone();
  const { id = "" } = useParams();
  const { id: app, catalog, builder } = useAppModel();
  const { state, setState, isScreen, setScreen } = useBoardAddress();
  const place = useRef<HTMLDivElement>(null);
  const dashboard = catalog.find("dashboard", id);
  if (!dashboard) return <EmptyState title={t.dashboardMissing} />;
  const view = {
    app,
    dashboard,
    catalog,
    state,
    onState: setState,
    recordSheet: (entity: string, record: string, close: () => void) => (
      <RecordSheet key={record} entity={entity} id={record} onClose={close} />
    ),
  };
  const title = localize(dashboard.name);
  return (
    <div className="page">
      <PageHeader
        title={title}
        actions={
          <Suspense>
            <Space>
              <ShareBoard {...{ app, dashboard, catalog }} choices={state.filters} mayPublish={builder} />
              {isPhone ? null : (
                <>
                  <BoardExport app={app} title={title} element={() => place.current} />
                  <Button icon={<DesktopOutlined aria-hidden="true" />} onClick={() => setScreen(true)}>
                    {t.bigScreen}
                  </Button>
                </>
              )}
            </Space>
          </Suspense>
        }
      />
      <Suspense fallback={<PageLoading />}>
        <div ref={place}>
          <DashboardView key={id} {...view} />
        </div>
        {isScreen ? <ScreenView {...view} onClose={() => setScreen(false)} /> : null}
      </Suspense>
    </div>
  );
}
