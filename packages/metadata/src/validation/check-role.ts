import type { Catalog } from "../catalog.ts";
import type { RoleDocument, RowScope } from "../documents/role.ts";
import { checkCondition, checkEntityExists, checkFieldExists } from "./check-parts.ts";
import type { ProblemList } from "./problem.ts";

const NEEDS_OWNER: ReadonlySet<RowScope> = new Set(["own", "team", "pool"]);

/** Checks a role: entities, fields, conditions, and scopes that need owners. */
export function checkRole(role: RoleDocument, catalog: Catalog, list: ProblemList): void {
  for (const [entity, grant] of Object.entries(role.grants)) {
    const path = `grants.${entity}`;
    if (!checkEntityExists(path, entity, catalog, list)) continue;
    for (const field of Object.keys(grant.fields ?? {})) {
      checkFieldExists(`${path}.fields.${field}`, { entity, field, rows: true }, catalog, list);
    }
    checkCondition(`${path}.condition`, grant.condition, { entity, catalog }, list);
    const document = catalog.find("entity", entity);
    const scopes = [...grant.read, ...grant.update, ...grant.delete];
    if (document && !document.owned && !document.parent && scopes.some((scope) => NEEDS_OWNER.has(scope))) {
      list.error(
        path,
        "这个实体没有负责人，范围只能选“全部”",
        "This entity has no owners; only the scope “all” works",
      );
    }
  }
}
