import type { LocalizedText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Segmented } from "antd";
import { Outlet, useLocation, useNavigate, useParams } from "react-router";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { SearchPalette } from "../shell/search-palette.tsx";
import { Shell } from "../shell/shell.tsx";
import { SideMenu } from "../shell/side-menu.tsx";
import { shellText } from "../shell/text.ts";
import { buildEntries } from "../build/build-menu.ts";
import { commentsText } from "../comments/text.ts";
import { ledgerText } from "../ledger/text.ts";
import { runsText } from "../runs/text.ts";
import { type MenuEntry, menuEntries } from "./app-menu.ts";
import { type AppModel, AppModelContext, useAppQuery } from "./app-model.ts";
import { AppSwitcher } from "./app-switcher.tsx";
import { RecordServices } from "./record-services.tsx";

/** Everything under `/a/:app`: the shell with the app's menu, search, and the switch between using and building. */
export function AppFrame() {
  const t = useText(shellText);
  const { app = "" } = useParams();
  const query = useAppQuery(app);
  const building = useLocation().pathname.startsWith(`/a/${app}/build`);
  const model = query.data;
  if (!model)
    return (
      <Shell place={<AppSwitcher current={app} />}>
        {query.error ? (
          <PageError error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <PageLoading />
        )}
      </Shell>
    );
  const entries = building ? buildEntries(app) : workEntries(model);
  return (
    <AppModelContext value={model}>
      <RecordServices key={app}>
        <Shell
          place={<AppSwitcher current={app} />}
          tools={
            <>
              <SearchPalette />
              {model.builder ? <SideSwitch app={app} building={building} label={t.side} /> : null}
            </>
          }
          menu={({ collapsed, close }) => (
            <SideMenu entries={entries} collapsed={collapsed} onChoose={close} />
          )}
        >
          <Outlet />
        </Shell>
      </RecordServices>
    </AppModelContext>
  );
}

/** The app's own menu, and around it what every app has. */
function workEntries({ id: app, catalog, runs, ledger }: AppModel): readonly MenuEntry[] {
  const entry = (id: string, name: LocalizedText, icon: string, path: string): MenuEntry => ({
    id,
    name,
    icon,
    path: `/a/${app}${path}`,
    items: [],
  });
  return [
    entry("home", shellText.home, "check", ""),
    ...menuEntries(app, catalog),
    entry("follows", commentsText.follows, "bell", "/follows"),
    entry("changes", shellText.changes, "history", "/changes"),
    ...(ledger ? [entry("ledger", ledgerText.ledger, "chart", "/ledger")] : []),
    ...(runs === null ? [] : [entry("runs", runsText.runs, "flow", "/runs")]),
  ];
}

function SideSwitch({
  app,
  building,
  label,
}: {
  readonly app: string;
  readonly building: boolean;
  readonly label: string;
}) {
  const t = useText(shellText);
  const navigate = useNavigate();
  return (
    <Segmented
      size="small"
      aria-label={label}
      value={building ? "build" : "work"}
      onChange={(side) => void navigate(side === "build" ? `/a/${app}/build` : `/a/${app}`)}
      options={[
        { value: "work", label: t.work },
        { value: "build", label: t.build },
      ]}
    />
  );
}
