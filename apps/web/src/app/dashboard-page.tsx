import { DesktopOutlined } from "@ant-design/icons";
import { type BoardState, readBoardState, writeBoardState } from "@mortise/reports";
import { EmptyState, PageHeader, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Space } from "antd";
import { Suspense, useMemo, useRef } from "react";
import { useParams, useSearchParams } from "react-router";
import { RecordSheet } from "../record/record-sheet.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { useAppModel } from "./app-model.ts";
import { BoardExport, DashboardView, ScreenView } from "./engine-views.ts";
import { appText } from "./text.ts";

const SCREEN = "screen";

/** `/a/:app/d/:id`: a page of charts; what the reader chose stands in the query of the address. */
export function DashboardPage() {
  const t = useText(appText);
  const localize = useLocalize();
  const isPhone = useIsPhone();
  const { id = "" } = useParams();
  const { id: app, catalog } = useAppModel();
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
          isPhone ? null : (
            <Suspense>
              <Space>
                <BoardExport app={app} title={title} element={() => place.current} />
                <Button icon={<DesktopOutlined aria-hidden="true" />} onClick={() => setScreen(true)}>
                  {t.bigScreen}
                </Button>
              </Space>
            </Suspense>
          )
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

/** What the reader of a dashboard chose, in the address: each choice can be gone back from and sent as a link. */
function useBoardAddress() {
  const [query, setQuery] = useSearchParams();
  const address = query.toString();
  const isScreen = query.has(SCREEN);
  const state = useMemo(() => readBoardState(new URLSearchParams(address)), [address]);
  const write = (next: BoardState, screen: boolean): void => {
    const written = writeBoardState(next);
    if (screen) written.set(SCREEN, "1");
    // Tabs that take turns by themselves are nothing to go back through.
    setQuery(written, { replace: screen && isScreen });
  };
  return {
    state,
    setState: (next: BoardState) => write(next, isScreen),
    isScreen,
    setScreen: (screen: boolean) => write(state, screen),
  };
}
