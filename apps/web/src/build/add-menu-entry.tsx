import { PlusOutlined } from "@ant-design/icons";
import { shortKey } from "@mortise/kit";
import type { Catalog, MenuDocument, MenuItem } from "@mortise/metadata";
import { IconByName, useLocalize, useText } from "@mortise/ui";
import { Button, Dropdown } from "antd";
import { buildText } from "./text.ts";

/** Offers what the menu does not lead to yet, and a new group. */
export function AddMenuEntry({
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
