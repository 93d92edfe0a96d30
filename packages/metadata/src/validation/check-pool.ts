import { durationMilliseconds, type Expression, variablesOf } from "@mortise/expression";
import type { Catalog } from "../catalog.ts";
import type { EntityDocument } from "../documents/entity.ts";
import type { HoldCap, PoolDocument, RecycleRule } from "../documents/pool.ts";
import { fieldStorage } from "../field-storage.ts";
import { DERIVED_POOL_FIELDS, poolFields, poolsOf } from "../pool-fields.ts";
import {
  checkCondition,
  checkEntityExists,
  checkExpressionAt,
  checkFieldExists,
  checkName,
  checkUniqueIds,
} from "./check-parts.ts";
import type { ProblemList } from "./problem.ts";

interface Place {
  readonly pool: PoolDocument;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly list: ProblemList;
}

/** Checks a pool: its entity, fields and conditions, and that its times fit together. */
export function checkPool(pool: PoolDocument, catalog: Catalog, list: ProblemList): void {
  if (!checkEntityExists("entity", pool.entity, catalog, list)) return;
  const entity = catalog.find("entity", pool.entity);
  if (!entity?.owned || !entity.pool) {
    list.error(
      "entity",
      "这个实体没有启用公海，请先在实体设置里打开“公海”",
      "This entity has no public pool; switch it on in the entity's settings",
    );
    return;
  }
  const place = { pool, entity, catalog, list };
  checkSupplied(place);
  checkStored("takes", pool.takes, place);
  checkFallback(place);
  checkAssigning(place);
  pool.mask?.fields.forEach((field, index) =>
    checkFieldExists(`mask.fields.${index}`, { entity: entity.id, field }, catalog, list),
  );
  for (const role of pool.mask?.except ?? [])
    if (!catalog.find("role", role))
      list.error(
        "mask.except",
        `角色“${role}”不存在，请移除`,
        `The role “${role}” does not exist; remove it`,
      );
  checkUniqueIds("holdCaps", pool.holdCaps ?? [], list);
  pool.holdCaps?.forEach((cap, index) => checkCap(`holdCaps.${index}`, cap, place));
  checkRenewals(place);
  checkRules(place);
  checkEntry(place);
}

/** A field that the builder made under the id of a supplied one stands for it if it holds the same. */
function checkSupplied({ entity, catalog, list }: Place): void {
  for (const { id, type, name } of poolFields(poolsOf(catalog.documents, entity.id))) {
    const own = entity.fields.find((field) => field.id === id);
    if (!own || own.supplied || (own.type === type && id !== "pool" && id !== "recycle_rule")) continue;
    list.error(
      "entity",
      `实体里已有标识为“${id}”的字段，公海要用这个标识存“${name.zh}”，请先修改该字段的标识`,
      `The entity has a field with the key “${id}”, under which pools keep “${name.en}”; change the key of that field`,
    );
  }
}

/** Some pool must take what no other takes. */
function checkFallback({ pool, catalog, list }: Place): void {
  const pools = poolsOf(catalog.documents, pool.entity);
  const last = pools.at(-1);
  if (last?.id === pool.id && pools.every(({ takes }) => takes !== undefined))
    list.warning(
      "takes",
      "没有一个公海收入其余记录：不符合任何公海范围的记录会进入排在最后的这个公海",
      "No pool takes the rest: records that fit none come into this one, the last in order",
    );
  const catchAll = pools.findIndex(({ takes }) => takes === undefined);
  const own = pools.findIndex(({ id }) => id === pool.id);
  if (catchAll >= 0 && own > catchAll)
    list.warning(
      "order",
      "排在前面的公海已收入全部记录，这个公海不会自动收到记录，请调整顺序",
      "A pool before this one takes everything, so nothing comes into this one by itself; change the order",
    );
}

function checkAssigning({ pool, list }: Place): void {
  const admins = (pool.admins?.users?.length ?? 0) + (pool.admins?.teams?.length ?? 0);
  if (pool.claiming === "assigned" && admins === 0)
    list.error(
      "admins",
      "这个公海只能由管理员分配，请至少选一位管理员",
      "Only admins assign records of this pool; choose one at least",
    );
  if (pool.alarms?.unassigned !== undefined && admins === 0)
    list.warning(
      "alarms.unassigned",
      "没有管理员，无人分配的提醒会发给系统管理员",
      "Without admins, administrators of the installation hear of what nobody owns",
    );
}

/** Conditions that decide when something happens must hold still between two writes of the record. */
function checkStored(path: string, expression: Expression | undefined, place: Place): void {
  if (expression === undefined) return;
  const { entity, catalog, list } = place;
  checkCondition(path, expression, { entity: entity.id, catalog }, list);
  for (const variable of new Set(variablesOf(expression))) {
    const field = catalog.field(entity.id, variable);
    const isKept = field
      ? fieldStorage(catalog, entity.id, field) === "column" && !DERIVED_POOL_FIELDS.has(variable)
      : ["owner", "team", "created_at", "created_by", "id"].includes(variable);
    if (isKept) continue;
    const name = field?.name ?? { zh: variable, en: variable };
    list.error(
      path,
      `条件里不能用“${name.zh}”：它会在记录没有保存的时候变化，请改用记录自己的字段`,
      `The condition cannot use “${name.en}”, which changes without the record being saved; use fields of the record`,
    );
  }
}

function checkCap(path: string, { when, limit }: HoldCap, { entity, catalog, list }: Place): void {
  checkCondition(`${path}.when`, when, { entity: entity.id, catalog }, list);
  if (limit === 0)
    list.warning(`${path}.limit`, "上限为 0：谁都不能领取", "A cap of 0 lets nobody claim anything");
}

function checkRenewals({ pool, entity, catalog, list }: Place): void {
  const { fields = [], records = [] } = pool.renewedBy ?? {};
  fields.forEach((field, index) =>
    checkFieldExists(`renewedBy.fields.${index}`, { entity: entity.id, field }, catalog, list),
  );
  records.forEach((source, index) => {
    const path = `renewedBy.records.${index}`;
    if (!checkEntityExists(path, source.entity, catalog, list)) return;
    if (!checkFieldExists(path, source, catalog, list)) return;
    if (catalog.targetOf(source.entity, source.field) !== entity.id)
      list.error(
        path,
        "这个字段没有关联到本实体，请重新选择",
        "This field does not lead to this entity; choose again",
      );
  });
  const isRenewing = (pool.recycling?.rules ?? []).some(({ renew }) => renew !== undefined);
  if (isRenewing && fields.length + records.length === 0)
    list.warning(
      "renewedBy",
      "没有定义什么算有效跟进，续期不会发生",
      "Nothing counts as a follow-up, so no date is ever put off",
    );
}

function checkRules(place: Place): void {
  const { pool, list } = place;
  const rules = pool.recycling?.rules ?? [];
  checkUniqueIds("recycling.rules", rules, list);
  rules.forEach((rule, index) => checkRule(`recycling.rules.${index}`, rule, place));
}

function checkRule(path: string, rule: RecycleRule, place: Place): void {
  const { pool, catalog, list } = place;
  checkName(`${path}.name`, rule.name, list);
  checkStored(`${path}.when`, rule.when, place);
  checkStored(`${path}.exempt`, rule.exempt, place);
  const { after, longest } = rule;
  if (longest !== undefined && isLonger(after, longest))
    list.error(
      `${path}.longest`,
      "最长保护期不能短于回收期限",
      "The longest time cannot be shorter than the time to taking back",
    );
  if (longest !== undefined && pool.protection !== undefined && isLonger(pool.protection, longest))
    list.error(
      "protection",
      "保护期不能长于最长保护期",
      "Protection cannot be longer than the longest time with one owner",
    );
  const { to } = rule;
  if (to.kind === "pool" && to.pool !== undefined) checkPoolOf(`${path}.to`, to.pool, place);
  if (to.kind !== "flow") return;
  const flow = catalog.find("flow", to.flow);
  if (flow?.entity !== pool.entity)
    list.error(
      `${path}.to`,
      "重新分配用的流程不存在，请重新选择",
      "The flow that assigns anew does not exist; choose again",
    );
}

function checkPoolOf(path: string, id: string, { pool, catalog, list }: Place): void {
  if (catalog.find("pool", id)?.entity !== pool.entity)
    list.error(path, "目标公海不存在，请重新选择", "The pool to go to does not exist; choose again");
}

function isLonger(one: string, other: string): boolean {
  return (durationMilliseconds(one) ?? 0) > (durationMilliseconds(other) ?? 0);
}

function checkEntry({ pool, entity, catalog, list }: Place): void {
  for (const [id, value] of Object.entries(pool.onEntry ?? {})) {
    const field = entity.fields.find((one) => one.id === id && !one.supplied);
    if (!field) {
      list.error(`onEntry.${id}`, `字段“${id}”不存在，请移除或重新选择`, `The field “${id}” does not exist`);
      continue;
    }
    const isKept = fieldStorage(catalog, entity.id, field) === "column";
    if (!isKept || catalog.fieldTypes.expressionOf?.(field) !== undefined)
      list.error(
        `onEntry.${id}`,
        "这个字段由系统计算，不能赋值",
        "This field is worked out and cannot be set",
      );
    else
      checkExpressionAt(`onEntry.${id}`, value, catalog.scope(entity.id), {
        expected: catalog.fieldTypes.kindOf(field),
        list,
      });
  }
}
