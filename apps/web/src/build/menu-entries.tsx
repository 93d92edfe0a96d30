import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import type { MenuDocument, MenuItem } from "@mortise/metadata";
import { IconByName, useLocalize, useText } from "@mortise/ui";
import { Button, Select } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { menuEntries } from "../app/app-menu.ts";
import { moved } from "../records/column-chooser.tsx";
import { moveToGroup, withoutItem } from "./menu-items.ts";
import { NameFields } from "./name-fields.tsx";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

interface MenuEntriesProps {
  readonly items: readonly MenuItem[];
  readonly menu: MenuDocument;
  /** Replaces this list. */
  readonly onChange: (items: readonly MenuItem[]) => void;
  /** Replaces the whole menu. */
  readonly onPut: (items: readonly MenuItem[]) => void;
}

/** The entries of a menu or of one of its groups, to be named, ordered and moved. */
export function MenuEntries(props: MenuEntriesProps) {
  const { items, menu, onChange, onPut } = props;
  const replace = (next: MenuItem) => onChange(items.map((item) => (item.id === next.id ? next : item)));
  return (
    <ul className="menu-editor">
      {items.map((item, index) => (
        <li key={item.id}>
          <EntryLine {...props} item={item} index={index} />
          {item.type === "group" ? (
            <div className="menu-group">
              <NameFields
                value={item.name ?? { zh: "", en: "" }}
                onChange={(name) => replace({ ...item, name })}
              />
              <MenuEntries
                items={item.items ?? []}
                menu={menu}
                onChange={(inner) => replace({ ...item, items: inner })}
                onPut={onPut}
              />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function EntryLine({
  items,
  menu,
  onChange,
  onPut,
  item,
  index,
}: MenuEntriesProps & { readonly item: MenuItem; readonly index: number }) {
  const t = useText(buildText);
  const { name, icon } = useEntryFace(item);
  return (
    <div className="menu-entry">
      <IconByName name={icon} />
      <b>{name}</b>
      {item.type === "group" ? null : <GroupChoice item={item} name={name} menu={menu} onPut={onPut} />}
      <Button
        size="small"
        type="text"
        icon={<ArrowUpOutlined aria-hidden="true" />}
        disabled={index === 0}
        aria-label={fillText(t.moveUp, { name })}
        onClick={() => onChange(moved(items, index, index - 1))}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowDownOutlined aria-hidden="true" />}
        disabled={index === items.length - 1}
        aria-label={fillText(t.moveDown, { name })}
        onClick={() => onChange(moved(items, index, index + 1))}
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
  );
}

/** The group an entry stands in; nothing where there are no groups. */
function GroupChoice({
  item,
  name,
  menu,
  onPut,
}: Pick<MenuEntriesProps, "menu" | "onPut"> & { readonly item: MenuItem; readonly name: string }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const groups = menu.items.filter((each) => each.type === "group");
  const group = groups.find((each) => each.items?.some((inner) => inner.id === item.id));
  if (groups.length === 0) return null;
  return (
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
  );
}

function useEntryFace(item: MenuItem): { readonly name: string; readonly icon: string | undefined } {
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const { catalog } = useDraft();
  const shown = menuEntries(app, catalog)
    .flatMap((entry) => [entry, ...entry.items])
    .find((entry) => entry.id === item.id);
  return {
    name: localize(item.name ?? shown?.name) || (item.target ?? item.id),
    icon: item.icon ?? shown?.icon,
  };
}
