import type { Catalog } from "../catalog.ts";
import type { MenuDocument, MenuItem } from "../documents/menu.ts";
import type { ProblemList } from "./problem.ts";

/** Checks a menu: ids and targets at every level. */
export function checkMenu(menu: MenuDocument, catalog: Catalog, list: ProblemList): void {
  const seen = new Set<string>();
  const visit = (items: readonly MenuItem[], path: string): void =>
    items.forEach((item, index) => {
      const own = `${path}.${index}`;
      if (seen.has(item.id)) list.error(`${own}.id`, "菜单项的标识重复", "Two menu entries have the same id");
      seen.add(item.id);
      checkTarget(item, own, catalog, list);
      visit(item.items ?? [], `${own}.items`);
    });
  visit(menu.items, "items");
}

function checkTarget(item: MenuItem, path: string, catalog: Catalog, list: ProblemList): void {
  if (item.type === "group") {
    if (!item.name) list.error(`${path}.name`, "请填写分组名称", "Give the group a name");
    return;
  }
  if (item.target !== undefined && catalog.find(item.type, item.target)) return;
  list.error(
    `${path}.target`,
    "菜单项指向的内容不存在，请重新选择",
    "The entry leads nowhere; choose its target again",
  );
}
