import type { LocalizedText } from "@mortise/kit";
import { fieldName } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import { quoted } from "../document-name.ts";
import type { EntityGrant, FieldAccess, RoleDocument, RowScope, RunRight } from "../documents/role.ts";
import { type ChangeList, changedProperties, isSame, joinNames, type PropertyNames } from "./change.ts";
import type { DiffContext } from "./diff-context.ts";

/** Changes of a role, entity by entity: rights, scopes, fields. */
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
  if (before.runs !== after.runs) {
    const [was, is] = [RUN_NAMES[before.runs ?? "none"], RUN_NAMES[after.runs ?? "none"]];
    list.add("changed", {
      zh: `流程运行的权限从“${was.zh}”改为“${is.zh}”`,
      en: `rights over runs of flows changed from “${was.en}” to “${is.en}”`,
    });
  }
  if ((before.ledger ?? false) !== (after.ledger ?? false)) {
    list.add(
      "changed",
      after.ledger
        ? { zh: "可以查看公平台账", en: "may now read the ledger of shares" }
        : { zh: "不能再查看公平台账", en: "may no longer read the ledger of shares" },
    );
  }
  for (const entity of new Set([...Object.keys(before.grants), ...Object.keys(after.grants)])) {
    const [old, next] = [before.grants[entity], after.grants[entity]];
    if (isSame(old, next)) continue;
    const catalog = context.after.find("entity", entity) ? context.after : context.before;
    const name = quoted(catalog.find("entity", entity)?.name ?? { zh: entity, en: entity });
    const subject = { part: "grant", entity } as const;
    if (!old)
      list.add("added", { zh: `新增对${name.zh}的权限`, en: `permission on ${name.en} added` }, subject);
    else if (!next) {
      list.add("removed", { zh: `取消对${name.zh}的权限`, en: `permission on ${name.en} removed` }, subject);
    } else {
      const what = grantChanges(old, next, { entity, catalog });
      const zh = `修改了对${name.zh}的权限${what.length > 0 ? `：${joinNames(what).zh}` : ""}`;
      const en = `permission on ${name.en} changed${what.length > 0 ? `: ${joinNames(what).en}` : ""}`;
      list.add("changed", { zh, en }, subject);
    }
  }
}

const RUN_NAMES: Readonly<Record<RunRight | "none", LocalizedText>> = {
  none: { zh: "不能查看", en: "none" },
  see: { zh: "查看", en: "look at them" },
  mend: { zh: "查看和处理", en: "look at them and mend them" },
  pause: { zh: "查看、处理，暂停流程", en: "look at them, mend them and pause flows" },
};

const FLAGS: readonly {
  readonly key: "create" | "import" | "export" | "purge";
  readonly name: LocalizedText;
}[] = [
  { key: "create", name: { zh: "新建", en: "create" } },
  { key: "import", name: { zh: "导入", en: "import" } },
  { key: "export", name: { zh: "导出", en: "export" } },
  { key: "purge", name: { zh: "彻底删除", en: "remove for good" } },
];

const SCOPES: readonly { readonly key: "read" | "update" | "delete"; readonly name: LocalizedText }[] = [
  { key: "read", name: { zh: "查看", en: "read" } },
  { key: "update", name: { zh: "修改", en: "update" } },
  { key: "delete", name: { zh: "删除", en: "delete" } },
];

const SCOPE_NAMES: Readonly<Record<RowScope, LocalizedText>> = {
  own: { zh: "本人的", en: "own" },
  team: { zh: "本团队及下级", en: "team and below" },
  pool: { zh: "公海", en: "pool" },
  all: { zh: "全部", en: "all" },
};

const ACCESS_NAMES: Readonly<Record<FieldAccess, LocalizedText>> = {
  write: { zh: "可修改", en: "write" },
  read: { zh: "只读", en: "read-only" },
  masked: { zh: "脱敏", en: "masked" },
  hidden: { zh: "隐藏", en: "hidden" },
};

const OTHERS: PropertyNames<EntityGrant> = {
  condition: { zh: "数据条件", en: "condition" },
  fieldRules: { zh: "按状态的字段权限", en: "field rights by state" },
  reveal: { zh: "可查看明文的字段", en: "fields that may be revealed" },
};

interface GrantPlace {
  readonly entity: string;
  readonly catalog: Catalog;
}

function grantChanges(before: EntityGrant, after: EntityGrant, place: GrantPlace): readonly LocalizedText[] {
  const flags = FLAGS.flatMap(({ key, name }) => {
    const [was, is] = [before[key] ?? false, after[key] ?? false];
    if (was === is) return [];
    return [
      is ? { zh: `可${name.zh}`, en: `may ${name.en}` } : { zh: `不可${name.zh}`, en: `may not ${name.en}` },
    ];
  });
  const scopes = SCOPES.flatMap(({ key, name }) => {
    if (isSame(before[key].toSorted(), after[key].toSorted())) return [];
    const [from, to] = [scopeText(before[key]), scopeText(after[key])];
    return [{ zh: `${name.zh}范围由${from.zh}改为${to.zh}`, en: `${name.en} from ${from.en} to ${to.en}` }];
  });
  return [
    ...flags,
    ...scopes,
    ...fieldChanges(before, after, place),
    ...changedProperties(before, after, OTHERS),
  ];
}

function scopeText(scopes: readonly RowScope[]): LocalizedText {
  if (scopes.length === 0) return { zh: "无", en: "none" };
  const names = scopes.map((scope) => SCOPE_NAMES[scope]);
  return { zh: names.map(({ zh }) => zh).join("+"), en: names.map(({ en }) => en).join(" + ") };
}

function fieldChanges(
  before: EntityGrant,
  after: EntityGrant,
  { entity, catalog }: GrantPlace,
): readonly LocalizedText[] {
  const [old, next] = [before.fields ?? {}, after.fields ?? {}];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].flatMap((field) => {
    const [was, is] = [old[field] ?? "write", next[field] ?? "write"];
    if (was === is) return [];
    const name = quoted(fieldName(catalog, entity, field));
    const access = ACCESS_NAMES[is];
    return [{ zh: `字段${name.zh}改为${access.zh}`, en: `field ${name.en} ${access.en}` }];
  });
}
