import { IconByName, useLocalize } from "@mortise/ui";
import { Tooltip } from "antd";
import { Link, useLocation } from "react-router";
import type { MenuEntry } from "../app/app-menu.ts";
import { currentEntry } from "./current-entry.ts";

interface SideMenuProps {
  readonly entries: readonly MenuEntry[];
  readonly collapsed: boolean;
  readonly onChoose: () => void;
}

/** A list of links with icons, in groups; the current one is marked. */
export function SideMenu(props: SideMenuProps) {
  const current = currentEntry(props.entries, useLocation())?.id;
  return <EntryList {...props} current={current} />;
}

function EntryList({ entries, ...props }: SideMenuProps & { readonly current: string | undefined }) {
  return (
    <ul className="side-menu">
      {entries.map((entry) => (
        <SideMenuEntry key={entry.id} entry={entry} {...props} />
      ))}
    </ul>
  );
}

function SideMenuEntry({
  entry,
  current,
  collapsed,
  onChoose,
}: {
  readonly entry: MenuEntry;
  readonly current: string | undefined;
  readonly collapsed: boolean;
  readonly onChoose: () => void;
}) {
  const localize = useLocalize();
  const name = localize(entry.name);
  if (entry.path === undefined)
    return (
      <li>
        {collapsed ? <hr /> : <span className="side-menu-group">{name}</span>}
        <EntryList entries={entry.items} current={current} collapsed={collapsed} onChoose={onChoose} />
      </li>
    );
  return (
    <li>
      <Tooltip title={collapsed ? name : ""} placement="right">
        <Link
          to={entry.path}
          className="side-menu-link"
          aria-current={entry.id === current ? "page" : undefined}
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
