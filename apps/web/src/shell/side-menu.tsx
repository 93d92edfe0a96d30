import { IconByName, useLocalize } from "@mortise/ui";
import { Tooltip } from "antd";
import { Link, useLocation } from "react-router";
import type { MenuEntry } from "../app/app-menu.ts";

/** A list of links with icons, in groups; the current one is marked. */
export function SideMenu({
  entries,
  collapsed,
  onChoose,
}: {
  readonly entries: readonly MenuEntry[];
  readonly collapsed: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <ul className="side-menu">
      {entries.map((entry) => (
        <SideMenuEntry key={entry.id} entry={entry} collapsed={collapsed} onChoose={onChoose} />
      ))}
    </ul>
  );
}

function SideMenuEntry({
  entry,
  collapsed,
  onChoose,
}: {
  readonly entry: MenuEntry;
  readonly collapsed: boolean;
  readonly onChoose: () => void;
}) {
  const localize = useLocalize();
  const current = useIsCurrent(entry.path);
  const name = localize(entry.name);
  if (entry.path === undefined)
    return (
      <li>
        {collapsed ? <hr /> : <span className="side-menu-group">{name}</span>}
        <SideMenu entries={entry.items} collapsed={collapsed} onChoose={onChoose} />
      </li>
    );
  return (
    <li>
      <Tooltip title={collapsed ? name : ""} placement="right">
        <Link
          to={entry.path}
          className="side-menu-link"
          aria-current={current ? "page" : undefined}
          aria-label={name}
          onClick={onChoose}
        >
          <IconByName name={entry.icon} />
          {collapsed ? null : <span>{name}</span>}
        </Link>
      </Tooltip>
    </li>
  );
}

/** A link to a view is current only with that view; other links also on the pages below them. */
function useIsCurrent(path: string | undefined): boolean {
  const location = useLocation();
  if (path === undefined) return false;
  const [pathname = "", query] = path.split("?");
  if (query !== undefined)
    return location.pathname === pathname && location.search.slice(1).split("&").includes(query);
  if (pathname.split("/").length <= 3) return location.pathname === pathname;
  const below = location.pathname === pathname || location.pathname.startsWith(`${pathname}/`);
  return below && !new URLSearchParams(location.search).has("view");
}
