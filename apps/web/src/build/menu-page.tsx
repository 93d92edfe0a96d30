import type { MenuDocument, MenuItem } from "@mortise/metadata";
import { EmptyState, PageHeader, Panel, useText } from "@mortise/ui";
import { AddMenuEntry } from "./add-menu-entry.tsx";
import { MenuEntries } from "./menu-entries.tsx";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

const EMPTY_MENU: MenuDocument = {
  kind: "menu",
  id: "main",
  version: 1,
  name: { zh: "菜单", en: "Menu" },
  items: [],
};

/** `/a/:app/build/menu`: entries of the side menu and their order. */
export function MenuPage() {
  const t = useText(buildText);
  const { catalog, session } = useDraft();
  const menu = catalog.find("menu", "main") ?? EMPTY_MENU;
  const put = (items: readonly MenuItem[]) => session.put({ ...menu, items });
  return (
    <div className="page page-narrow">
      <PageHeader
        title={t.menu}
        description={t.menuHint}
        actions={<AddMenuEntry menu={menu} catalog={catalog} onAdd={(item) => put([...menu.items, item])} />}
      />
      <Panel>
        {menu.items.length === 0 ? <EmptyState title={t.none} hint={t.menuEmpty} /> : null}
        <MenuEntries items={menu.items} menu={menu} onChange={put} onPut={put} />
      </Panel>
    </div>
  );
}
