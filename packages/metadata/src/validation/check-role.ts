import { type Expression, variablesOf } from "@mortise/expression";
import type { Catalog } from "../catalog.ts";
import type { EntityGrant, RoleDocument, RowScope } from "../documents/role.ts";
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
    checkFieldRules(path, grant, { entity, catalog }, list);
    warnOfTells(`${path}.condition`, grant, grant.condition, list);
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

interface GrantPlace {
  readonly entity: string;
  readonly catalog: Catalog;
}

/** Rules by the record's state, and the fields that may be revealed: those must be masked somewhere. */
function checkFieldRules(path: string, grant: EntityGrant, place: GrantPlace, list: ProblemList): void {
  for (const [index, rule] of (grant.fieldRules ?? []).entries()) {
    const at = `${path}.fieldRules.${index}`;
    if (rule.fields.length === 0)
      list.error(`${at}.fields`, "按状态的字段权限：请选择字段", "Field rights by state: choose the fields");
    for (const field of rule.fields) {
      checkFieldExists(`${at}.fields`, { entity: place.entity, field, rows: true }, place.catalog, list);
    }
    if (rule.when === null)
      list.error(`${at}.when`, "按状态的字段权限：请填写条件", "Field rights by state: give the condition");
    else checkCondition(`${at}.when`, rule.when, place, list);
    warnOfTells(`${at}.when`, grant, rule.when, list);
  }
  for (const field of grant.reveal ?? []) {
    const at = `${path}.reveal`;
    if (!checkFieldExists(at, { entity: place.entity, field }, place.catalog, list)) continue;
    const definition = place.catalog.field(place.entity, field);
    const isMasked =
      (definition && place.catalog.fieldTypes.kindOf(definition) === "secret") ||
      grant.fields?.[field] === "masked" ||
      isMaskedByPool(place, field) ||
      (grant.fieldRules ?? []).some((rule) => rule.access === "masked" && rule.fields.includes(field));
    if (!isMasked) {
      list.warning(
        at,
        `字段“${field}”没有脱敏，不需要查看明文的权限`,
        `Field “${field}” is not masked; there is nothing to reveal`,
      );
    }
  }
}

function isMaskedByPool({ entity, catalog }: GrantPlace, field: string): boolean {
  return catalog.all("pool").some((pool) => pool.entity === entity && pool.mask?.fields.includes(field));
}

/** Whoever sees which records a condition lets through learns something about the fields that it looks at. */
function warnOfTells(
  path: string,
  grant: EntityGrant,
  condition: Expression | undefined,
  list: ProblemList,
): void {
  const withheld = variablesOf(condition ?? null)
    .map((name) => name.split(".")[0] ?? name)
    .filter((field) => grant.fields?.[field] === "hidden" || grant.fields?.[field] === "masked");
  for (const field of new Set(withheld)) {
    list.warning(
      path,
      `条件用到了对本角色隐藏的字段“${field}”，使用者能从结果推测它的内容`,
      `The condition looks at “${field}”, which is withheld from this role; people can guess it from the result`,
    );
  }
}
