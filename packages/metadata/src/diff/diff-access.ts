import { quoted } from "../document-name.ts";
import type { AppDocument } from "../documents/app.ts";
import type { MenuDocument } from "../documents/menu.ts";
import type { RoleDocument } from "../documents/role.ts";
import { type ChangeList, changedProperties, isSame, joinNames, type PropertyNames } from "./change.ts";
import type { DiffContext } from "./diff-context.ts";

const APP_PROPERTIES: PropertyNames<AppDocument> = {
  icon: { zh: "图标", en: "icon" },
  color: { zh: "颜色", en: "colour" },
  description: { zh: "说明", en: "description" },
};

/** Changes of the app itself. */
export function diffApp(before: AppDocument, after: AppDocument, list: ChangeList): void {
  const properties = changedProperties(before, after, APP_PROPERTIES);
  if (properties.length === 0) return;
  const names = joinNames(properties);
  list.add("changed", { zh: `修改了${names.zh}`, en: `${names.en} changed` });
}

/** Changes of a role, entity by entity. */
export function diffRole(
  before: RoleDocument,
  after: RoleDocument,
  list: ChangeList,
  context: DiffContext,
): void {
  if (before.builder !== after.builder) {
    list.add(
      "changed",
      after.builder
        ? { zh: "获得了搭建权限", en: "may now build the app" }
        : { zh: "失去了搭建权限", en: "may no longer build the app" },
    );
  }
  for (const entity of new Set([...Object.keys(before.grants), ...Object.keys(after.grants)])) {
    const [old, next] = [before.grants[entity], after.grants[entity]];
    if (isSame(old, next)) continue;
    const document = context.after.find("entity", entity) ?? context.before.find("entity", entity);
    const name = quoted(document?.name ?? { zh: entity, en: entity });
    const subject = { part: "grant", entity } as const;
    if (!old)
      list.add("added", { zh: `新增对${name.zh}的权限`, en: `permission on ${name.en} added` }, subject);
    else if (!next) {
      list.add("removed", { zh: `取消对${name.zh}的权限`, en: `permission on ${name.en} removed` }, subject);
    } else {
      list.add(
        "changed",
        { zh: `修改了对${name.zh}的权限`, en: `permission on ${name.en} changed` },
        subject,
      );
    }
  }
}

/** Changes of a menu. */
export function diffMenu(before: MenuDocument, after: MenuDocument, list: ChangeList): void {
  if (!isSame(before.items, after.items)) list.add("changed", { zh: "调整了菜单项", en: "entries changed" });
}
