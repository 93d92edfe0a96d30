import { withBuilderGrants } from "./builder-grants.ts";
import type { DefinitionDocument } from "./documents/document.ts";
import type { EntityDocument } from "./documents/entity.ts";
import type { MenuDocument, MenuItem } from "./documents/menu.ts";
import type { RoleDocument } from "./documents/role.ts";

/**
 * The documents that must change so that a new entity can be found and used: builder roles that say nothing about it,
 * and the menu, if the app has one and the entity is not the rows of another. The entity itself is not among them.
 */
export function entityAdditions(
  documents: readonly DefinitionDocument[],
  entity: EntityDocument,
): readonly (RoleDocument | MenuDocument)[] {
  const roles = documents.filter((document): document is RoleDocument => document.kind === "role");
  const menus = documents.filter((document): document is MenuDocument => document.kind === "menu");
  return [
    ...withBuilderGrants(roles, entity.id),
    ...(entity.parent ? [] : menus.flatMap((menu) => withMenuEntry(menu, entity.id) ?? [])),
  ];
}

/** The menu with an entry where most entities stand: at the end of a group, or of the top level. */
function withMenuEntry(menu: MenuDocument, entity: string): MenuDocument | undefined {
  const all = menu.items.flatMap((item) => [item, ...(item.items ?? [])]);
  if (all.some((item) => item.type === "entity" && item.target === entity)) return undefined;
  const entry: MenuItem = { id: freeId(`m_${entity}`, all), type: "entity", target: entity };
  const group = fullestGroup(menu.items);
  if (!group) return { ...menu, items: [...menu.items, entry] };
  const items = menu.items.map((item) =>
    item === group ? { ...item, items: [...(item.items ?? []), entry] } : item,
  );
  return { ...menu, items };
}

function fullestGroup(items: readonly MenuItem[]): MenuItem | undefined {
  let most = entityCount(items);
  let fullest: MenuItem | undefined;
  for (const group of items.filter((item) => item.type === "group")) {
    const count = entityCount(group.items ?? []);
    // Of two equal groups the later one is nearer to the end of the menu, where new things are looked for.
    if (count === 0 || count < most) continue;
    most = count;
    fullest = group;
  }
  return fullest;
}

const entityCount = (items: readonly MenuItem[]): number =>
  items.filter((item) => item.type === "entity").length;

function freeId(wanted: string, taken: readonly MenuItem[]): string {
  let id = wanted;
  for (let number = 2; taken.some((item) => item.id === id); number += 1) id = `${wanted}_${number}`;
  return id;
}
