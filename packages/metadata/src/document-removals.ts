import type { DefinitionDocument } from "./documents/document.ts";
import type { MenuDocument, MenuItem } from "./documents/menu.ts";
import type { RoleDocument } from "./documents/role.ts";

/**
 * The documents that must change so that nothing leads to a document that is taken away: menus with an entry for it
 * and, for an entity, roles with a grant. Whatever else uses it is for a person to decide.
 */
export function documentRemovals(
  documents: readonly DefinitionDocument[],
  removed: DefinitionDocument,
): readonly (RoleDocument | MenuDocument)[] {
  return documents.flatMap((document): readonly (RoleDocument | MenuDocument)[] => {
    if (document.kind === "menu") return withoutEntries(document, removed) ?? [];
    if (document.kind === "role") return withoutGrant(document, removed) ?? [];
    return [];
  });
}

function withoutEntries(
  menu: MenuDocument,
  removed: DefinitionDocument,
): readonly MenuDocument[] | undefined {
  const leads = (item: MenuItem): boolean => item.type === removed.kind && item.target === removed.id;
  const isFound = menu.items.some((item) => leads(item) || item.items?.some(leads));
  if (!isFound) return undefined;
  const items = menu.items
    .filter((item) => !leads(item))
    .map((item) => (item.items ? { ...item, items: item.items.filter((inner) => !leads(inner)) } : item));
  return [{ ...menu, items }];
}

function withoutGrant(role: RoleDocument, removed: DefinitionDocument): readonly RoleDocument[] | undefined {
  if (removed.kind !== "entity" || !Object.hasOwn(role.grants, removed.id)) return undefined;
  const { [removed.id]: _gone, ...grants } = role.grants;
  return [{ ...role, grants }];
}
