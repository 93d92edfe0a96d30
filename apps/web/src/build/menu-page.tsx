import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { fillText, shortKey } from "@mortise/kit";
import type { Catalog, MenuDocument, MenuItem } from "@mortise/metadata";
import { EmptyState, IconByName, PageHeader, Panel, useLocalize, useText } from "@mortise/ui";
import { Button, Dropdown, Select } from "antd";
import { moved } from "../records/column-chooser.tsx";
import { useAppModel } from "../app/app-model.ts";
import { menuEntries } from "../app/app-menu.ts";
import { NameFields } from "./name-fields.tsx";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

const EMPTY_MENU: MenuDocument = {
  kind: "menu",
  id: "main",
  version: 1,
  name: { zh: "菜单", en: "Menu" },
  items: [],
};

/** Moves an entry of the menu into a group, or to the top with undefined. */
export function moveToGroup(
  items: readonly MenuItem[],
  id: string,
  group: string | undefined,
): readonly MenuItem[] {
  const all = items.flatMap((item) => [item, ...(item.items ?? [])]);
  const item = all.find((each) => each.id === id);
  if (!item) return items;
  const without = withoutItem(items, id);
  if (group === undefined) return [...without, item];
  return without.map((each) =>
    each.id === group ? { ...each, items: [...(each.items ?? []), item] } : each,
  );
}

/** The menu without an entry, wherever it stands. */
export function withoutItem(items: readonly MenuItem[], id: string): readonly MenuItem[] {
  return items
    .filter((item) => item.id !== id)
    .map((item) => (item.items ? { ...item, items: withoutItem(item.items, id) } : item));
}

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
        actions={<AddEntry menu={menu} catalog={catalog} onAdd={(item) => put([...menu.items, item])} />}
      />
      <Panel>
        {menu.items.length === 0 ? <EmptyState title={t.none} hint={t.menuEmpty} /> : null}
        <Entries items={menu.items} menu={menu} onChange={put} onPut={put} />
      </Panel>
    </div>
  );
}

function useEntryName(): (item: MenuItem) => { readonly name: string; readonly icon: string | undefined } {
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const { catalog } = useDraft();
  return (item) => {
    const shell = new Map(
      menuEntries(app, catalog)
        .flatMap((entry) => [entry, ...entry.items])
        .map((entry) => [entry.id, entry]),
    );
    const entry = shell.get(item.id);
    return {
      name: localize(item.name ?? entry?.name) || (item.target ?? item.id),
      icon: item.icon ?? entry?.icon,
    };
  };
}

function Entries({
  items,
  menu,
  onChange,
  onPut,
}: {
  readonly items: readonly MenuItem[];
  readonly menu: MenuDocument;
  /** Replaces this list. */
  readonly onChange: (items: readonly MenuItem[]) => void;
  /** Replaces the whole menu. */
  readonly onPut: (items: readonly MenuItem[]) => void;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  const entryName = useEntryName();
  const groups = menu.items.filter((item) => item.type === "group");
  const replace = (next: MenuItem) => onChange(items.map((item) => (item.id === next.id ? next : item)));
  return (
    <ul className="menu-editor">
      {items.map((item, index) => {
        const { name, icon } = entryName(item);
        const group = groups.find((each) => each.items?.some((inner) => inner.id === item.id));
        return (
          <li key={item.id}>
            <div className="menu-entry">
              <IconByName name={icon} />
              <b>{name}</b>
              {item.type !== "group" && groups.length > 0 ? (
                <Select
                  size="small"
                  aria-label={`${t.intoGroup}: ${name}`}
                  value={group?.id ?? ""}
                  onChange={(to) => onPut(moveToGroup(menu.items, item.id, to || undefined))}
                  options={[
                    { value: "", label: t.topLevel },
                    ...groups.map((each) => ({ value: each.id, label: localize(each.name) })),
                  ]}
                />
              ) : null}
              <Button
                size="small"
                type="text"
                icon={<ArrowUpOutlined aria-hidden="true" />}
                disabled={index === 0}
                aria-label={fillText(t.moveUp, { name })}
                onClick={() => onChange(moved(items, index, -1))}
              />
              <Button
                size="small"
                type="text"
                icon={<ArrowDownOutlined aria-hidden="true" />}
                disabled={index === items.length - 1}
                aria-label={fillText(t.moveDown, { name })}
                onClick={() => onChange(moved(items, index, 1))}
              />
              <Button
                size="small"
                type="text"
                danger
                icon={<DeleteOutlined aria-hidden="true" />}
                aria-label={`${t.remove}: ${name}`}
                onClick={() => onPut(withoutItem(menu.items, item.id))}
              />
            </div>
            {item.type === "group" ? (
              <>
                <NameFields
                  value={item.name ?? { zh: "", en: "" }}
                  onChange={(next) => replace({ ...item, name: next })}
                />
                <Entries
                  items={item.items ?? []}
                  menu={menu}
                  onChange={(inner) => replace({ ...item, items: inner })}
                  onPut={onPut}
                />
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function AddEntry({
  menu,
  catalog,
  onAdd,
}: {
  readonly menu: MenuDocument;
  readonly catalog: Catalog;
  readonly onAdd: (item: MenuItem) => void;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  const all = menu.items.flatMap((item) => [item, ...(item.items ?? [])]);
  const free = (type: MenuItem["type"], target: string) =>
    !all.some((item) => item.type === type && item.target === target);
  const entry = (
    type: "entity" | "view" | "dashboard",
    icon: string,
    target: { id: string; name: { zh: string; en: string } },
  ) => ({
    key: `${type}/${target.id}`,
    icon: <IconByName name={icon} />,
    label: localize(target.name),
    onClick: () => onAdd({ id: `m_${shortKey(8)}`, type, target: target.id }),
  });
  const items = [
    ...catalog
      .all("dashboard")
      .filter((each) => free("dashboard", each.id))
      .map((each) => entry("dashboard", "chart", each)),
    ...catalog
      .all("entity")
      .filter((each) => !each.parent && free("entity", each.id))
      .map((each) => entry("entity", each.icon, each)),
    ...catalog
      .all("view")
      .filter((each) => free("view", each.id))
      .map((each) => entry("view", "filter", each)),
    {
      key: "group",
      icon: <IconByName name="folder" />,
      label: t.menuAddGroup,
      onClick: () =>
        onAdd({
          id: `m_${shortKey(8)}`,
          type: "group",
          name: { zh: "分组", en: "Group" },
          icon: "folder",
          items: [],
        }),
    },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button type="primary" icon={<PlusOutlined aria-hidden="true" />}>
        {t.menuAdd}
      </Button>
    </Dropdown>
  );
}
