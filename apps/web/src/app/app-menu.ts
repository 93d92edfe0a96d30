import type { Catalog, MenuItem } from "@mortise/metadata";
import type { LocalizedText } from "@mortise/kit";

/** One entry of the side menu, ready to be shown. */
export interface MenuEntry {
  readonly id: string;
  readonly name: LocalizedText;
  readonly icon: string | undefined;
  readonly path: string | undefined;
  readonly items: readonly MenuEntry[];
}

/** The app's menu; an app without one shows its entities and dashboards. Entries that lead nowhere are left out. */
export function menuEntries(app: string, catalog: Catalog): readonly MenuEntry[] {
  const items = catalog.find("menu", "main")?.items ?? impliedItems(catalog);
  return items.flatMap((item) => entry(app, catalog, item) ?? []);
}

function impliedItems(catalog: Catalog): readonly MenuItem[] {
  const entities = catalog.all("entity").filter((entity) => !entity.parent);
  return [
    ...catalog.all("dashboard").map(({ id }): MenuItem => ({ id, type: "dashboard", target: id })),
    ...entities.map(({ id }): MenuItem => ({ id, type: "entity", target: id })),
  ];
}

function entry(app: string, catalog: Catalog, item: MenuItem): MenuEntry | undefined {
  const found = target(app, catalog, item);
  if (!found) return undefined;
  const items = (item.items ?? []).flatMap((inner) => entry(app, catalog, inner) ?? []);
  if (item.type === "group" && items.length === 0) return undefined;
  return {
    id: item.id,
    name: item.name ?? found.name,
    icon: item.icon ?? found.icon,
    path: found.path,
    items,
  };
}

interface Target {
  readonly name: LocalizedText;
  readonly icon?: string | undefined;
  readonly path?: string;
}

function target(app: string, catalog: Catalog, item: MenuItem): Target | undefined {
  const id = item.target ?? "";
  switch (item.type) {
    case "group":
      return { name: item.name ?? { zh: "分组", en: "Group" }, icon: item.icon ?? "folder" };
    case "entity": {
      const entity = catalog.find("entity", id);
      return entity && { name: entity.plural ?? entity.name, icon: entity.icon, path: `/a/${app}/e/${id}` };
    }
    case "view": {
      const view = catalog.find("view", id);
      const entity = view && catalog.find("entity", view.entity);
      return entity && { name: view.name, icon: entity.icon, path: `/a/${app}/e/${view.entity}?view=${id}` };
    }
    case "dashboard": {
      const dashboard = catalog.find("dashboard", id);
      return dashboard && { name: dashboard.name, icon: "chart", path: `/a/${app}/d/${id}` };
    }
  }
}
