import { Outlet } from "react-router";
import { useSession } from "../session/session.ts";
import { NoAccessPage } from "../shell/not-found-page.tsx";
import { Shell } from "../shell/shell.tsx";
import { SideMenu } from "../shell/side-menu.tsx";
import { shellText } from "../shell/text.ts";

const WAY_BACK = { id: "back", name: shellText.allApps, icon: "app", path: "/?all", items: [] };
const ENTRIES = [
  { id: "people", name: shellText.people, icon: "user", path: "/admin/people", items: [] },
  { id: "teams", name: shellText.teams, icon: "team", path: "/admin/teams", items: [] },
  { id: "roles", name: shellText.roles, icon: "safety", path: "/admin/roles", items: [] },
  { id: "tokens", name: shellText.tokens, icon: "api", path: "/admin/tokens", items: [] },
  { id: "calendar", name: shellText.calendar, icon: "calendar", path: "/admin/calendar", items: [] },
  { id: "exports", name: shellText.exports, icon: "send", path: "/admin/exports", items: [] },
  { id: "outside", name: shellText.outside, icon: "flow", path: "/admin/outside", items: [] },
  { id: "audit", name: shellText.audit, icon: "history", path: "/admin/audit", items: [] },
  WAY_BACK,
];

/** The shell of the administration pages; others than administrators find them closed. */
export function AdminFrame() {
  const { me } = useSession();
  const closed = me !== undefined && me !== null && !me.admin;
  const entries = closed ? [WAY_BACK] : ENTRIES;
  return (
    <Shell
      menu={({ collapsed, close }) => <SideMenu entries={entries} collapsed={collapsed} onChoose={close} />}
    >
      {closed ? <NoAccessPage /> : <Outlet />}
    </Shell>
  );
}
