import { useSession } from "../session/session.ts";
import { Outlet } from "react-router";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Shell } from "../shell/shell.tsx";
import { SideMenu } from "../shell/side-menu.tsx";
import { shellText } from "../shell/text.ts";

const ENTRIES = [
  { id: "people", name: shellText.people, icon: "user", path: "/admin/people", items: [] },
  { id: "teams", name: shellText.teams, icon: "team", path: "/admin/teams", items: [] },
  { id: "roles", name: shellText.roles, icon: "safety", path: "/admin/roles", items: [] },
  { id: "tokens", name: shellText.tokens, icon: "api", path: "/admin/tokens", items: [] },
  { id: "back", name: shellText.allApps, icon: "app", path: "/?all", items: [] },
];

/** The shell of the administration pages. */
export function AdminFrame() {
  const { me } = useSession();
  return (
    <Shell
      menu={({ collapsed, close }) => <SideMenu entries={ENTRIES} collapsed={collapsed} onChoose={close} />}
    >
      {me && !me.admin ? <NotFoundPage /> : <Outlet />}
    </Shell>
  );
}
