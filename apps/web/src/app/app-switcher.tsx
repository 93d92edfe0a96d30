import { AppstoreOutlined, DownOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { ColorDot, useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Button, Dropdown } from "antd";
import { useNavigate } from "react-router";
import { keys } from "../session/query-keys.ts";
import { shellText } from "../shell/text.ts";

/** Names the open app and leads to the others. */
export function AppSwitcher({ current }: { readonly current: string }) {
  const t = useText(shellText);
  const api = useApi();
  const localize = useLocalize();
  const navigate = useNavigate();
  const apps = useQuery({ queryKey: keys.apps, queryFn: () => api.call(routes.listApps, {}) });
  const items = apps.data?.items ?? [];
  const open = items.find((app) => app.id === current);
  const entries = items.map((app) => ({
    key: app.id,
    label: localize(app.name),
    icon: <ColorDot color={app.color} />,
    onClick: () => void navigate(`/a/${app.id}`),
  }));
  const all = {
    key: "*",
    label: t.allApps,
    icon: <AppstoreOutlined />,
    onClick: () => void navigate("/?all"),
  };
  return (
    <Dropdown menu={{ items: [...entries, { type: "divider" }, all] }} trigger={["click"]}>
      <Button type="text" className="app-switcher" aria-label={t.switchApp}>
        <ColorDot color={open?.color} />
        <span>{open ? localize(open.name) : current}</span>
        <DownOutlined />
      </Button>
    </Dropdown>
  );
}
