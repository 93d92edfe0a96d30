import { PlusOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { EmptyState, IconByName, PageHeader, paletteColor, useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Button, Space } from "antd";
import { useState } from "react";
import { Link, Navigate, useSearchParams } from "react-router";
import { keys } from "../session/query-keys.ts";
import { useSession } from "../session/session.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { Shell } from "../shell/shell.tsx";
import { shellText } from "../shell/text.ts";
import { AppFromFile } from "./app-from-file.tsx";
import { NewAppDialog } from "./new-app-dialog.tsx";

/** `/`: the apps a person may open; a person with one app goes straight to it, unless `?all` asks for the list. */
export function AppsPage() {
  return (
    <Shell>
      <AppList />
    </Shell>
  );
}

function AppList() {
  const t = useText(shellText);
  const api = useApi();
  const localize = useLocalize();
  const { me } = useSession();
  const [search] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const apps = useQuery({ queryKey: keys.apps, queryFn: () => api.call(routes.listApps, {}) });
  if (apps.error) return <PageError error={apps.error} onRetry={() => void apps.refetch()} />;
  if (!apps.data) return <PageLoading />;
  const only = apps.data.items.length === 1 ? apps.data.items[0] : undefined;
  if (only && !search.has("all")) return <Navigate to={`/a/${only.id}`} replace />;
  const create = me?.admin ? (
    <Space wrap>
      <AppFromFile />
      <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setCreating(true)}>
        {t.newApp}
      </Button>
    </Space>
  ) : null;
  return (
    <div className="page page-narrow">
      <PageHeader title={t.apps} actions={create} />
      {apps.data.items.length === 0 ? <EmptyState title={t.noApps} hint={t.noAppsHint} /> : null}
      <ul className="app-tiles">
        {apps.data.items.map((app) => (
          <li key={app.id}>
            <Link to={`/a/${app.id}`} className="app-tile">
              <span className="app-tile-icon" style={{ background: paletteColor(app.color) }}>
                <IconByName name={app.icon} />
              </span>
              <b>{localize(app.name)}</b>
            </Link>
          </li>
        ))}
      </ul>
      {creating ? <NewAppDialog onClose={() => setCreating(false)} /> : null}
    </div>
  );
}
