import { EmptyState, IconByName, useText } from "@mortise/ui";
import { Link, Outlet } from "react-router";
import { useSession } from "../session/session.ts";
import { Shell } from "../shell/shell.tsx";
import { SideMenu } from "../shell/side-menu.tsx";
import { shellText } from "../shell/text.ts";

const PAGES = [
  { id: "people", name: shellText.people, icon: "user", path: "/admin/people", items: [] },
  { id: "teams", name: shellText.teams, icon: "team", path: "/admin/teams", items: [] },
  { id: "roles", name: shellText.roles, icon: "safety", path: "/admin/roles", items: [] },
  { id: "tokens", name: shellText.tokens, icon: "api", path: "/admin/tokens", items: [] },
];
const BACK = { id: "back", name: shellText.allApps, icon: "app", path: "/?all", items: [] };

/** The shell of the administration pages; people who are no administrators are told so. */
export function AdminFrame() {
  const { me } = useSession();
  const shut = me !== undefined && me !== null && !me.admin;
  const entries = shut ? [BACK] : [...PAGES, BACK];
  return (
    <Shell
      menu={({ collapsed, close }) => <SideMenu entries={entries} collapsed={collapsed} onChoose={close} />}
    >
      {shut ? <AdminOnly /> : <Outlet />}
    </Shell>
  );
}

function AdminOnly() {
  const t = useText(shellText);
  return (
    <EmptyState
      icon={<IconByName name="safety" />}
      title={t.adminOnly}
      hint={t.adminOnlyHint}
      action={<Link to="/">{t.toHome}</Link>}
    />
  );
}
