import type { LocalizedText } from "@mortise/kit";
import type { DefinitionDocument } from "./documents/document.ts";
import type { EntityDocument, FieldDefinition } from "./documents/entity.ts";
import type { PoolDocument } from "./documents/pool.ts";

/** What the catalog adds to an entity with pools: ids and what they hold. */
export const POOL_FIELDS = [
  "pool",
  "recycle_at",
  "recycle_rule",
  "protected_until",
  "held_since",
  "renewed_at",
  "pooled_at",
  "previous_owner",
] as const;

/** The id of one of {@link POOL_FIELDS}. */
export type PoolField = (typeof POOL_FIELDS)[number];

/** Those that follow from the others and the rules: they are worked out again, never undone. */
export const DERIVED_POOL_FIELDS: ReadonlySet<string> = new Set<PoolField>([
  "recycle_at",
  "recycle_rule",
  "protected_until",
]);

const TIMES: Readonly<Partial<Record<PoolField, LocalizedText>>> = {
  recycle_at: { zh: "回收时间", en: "Recycles at" },
  protected_until: { zh: "保护至", en: "Protected until" },
  held_since: { zh: "负责起始时间", en: "Held since" },
  renewed_at: { zh: "最近有效跟进", en: "Last counted follow-up" },
  pooled_at: { zh: "进入公海时间", en: "In the pool since" },
};

/** How a rule of a pool is named in the field `recycle_rule`: rules of two pools may have the same id. */
export function recycleRuleKey(pool: string, rule: string): string {
  return `${pool}__${rule}`;
}

/** The pools of an entity, in the order in which they are asked whether they take a record. */
export function poolsOf(documents: readonly DefinitionDocument[], entity: string): readonly PoolDocument[] {
  return documents
    .filter((document): document is PoolDocument => document.kind === "pool" && document.entity === entity)
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** The documents with every entity that has pools having the fields in which these keep what they know of a record. */
export function withPoolFields(documents: readonly DefinitionDocument[]): readonly DefinitionDocument[] {
  const pooled = new Set(documents.flatMap((each) => (each.kind === "pool" ? [each.entity] : [])));
  if (pooled.size === 0) return documents;
  return documents.map((document) =>
    document.kind === "entity" && document.owned && document.pool && pooled.has(document.id)
      ? { ...document, fields: fieldsWithPool(document, poolsOf(documents, document.id)) }
      : document,
  );
}

/** Whether records of the entity belong to one of several pools: it has the fields of {@link POOL_FIELDS}. */
export function hasPools(entity: EntityDocument): boolean {
  return entity.pool !== undefined && entity.fields.some(({ supplied }) => supplied === true);
}

/** A field of the same id that the builder made stands for the supplied one; validation checks that it can. */
function fieldsWithPool(entity: EntityDocument, pools: readonly PoolDocument[]): readonly FieldDefinition[] {
  const own = entity.fields.filter(({ supplied }) => !supplied);
  const taken = new Set(own.map(({ id }) => id));
  return [...own, ...poolFields(pools).filter(({ id }) => !taken.has(id))];
}

/** The fields that an entity gets by its pools. */
export function poolFields(pools: readonly PoolDocument[]): readonly FieldDefinition[] {
  const supplied = { readOnly: true, supplied: true } as const;
  const rules = pools.flatMap(({ id: pool, recycling }) =>
    (recycling?.rules ?? []).map(({ id, name }) => ({ key: recycleRuleKey(pool, id), name })),
  );
  const choice = (options: readonly { key: string; name: LocalizedText }[]) => ({
    type: "select",
    settings: { options: options.map(({ key, name }) => ({ key, name: { zh: name.zh, en: name.en } })) },
  });
  return POOL_FIELDS.map((id): FieldDefinition => {
    if (id === "pool")
      return {
        id,
        name: { zh: "所属公海", en: "Pool" },
        ...choice(pools.map((pool) => ({ key: pool.id, name: pool.name }))),
        ...supplied,
      };
    if (id === "recycle_rule")
      return { id, name: { zh: "回收规则", en: "Recycle rule" }, ...choice(rules), ...supplied };
    if (id === "previous_owner")
      return { id, type: "user", name: { zh: "前负责人", en: "Previous owner" }, ...supplied };
    const shown = id === "recycle_at" ? { settings: { countdown: true } } : {};
    return { id, type: "datetime", name: TIMES[id] ?? { zh: id, en: id }, ...shown, ...supplied };
  });
}
