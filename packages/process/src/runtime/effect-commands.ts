import type { Value } from "@mortise/expression";
import type { Command } from "@mortise/store";
import type { Effect } from "../model/effect.ts";

/**
 * Turns the effects of many runs into few commands: one create and one update per entity, one release per reason. New records
 * come first, since others may refer to them.
 */
export function commandsOf(effects: readonly Effect[]): readonly Command[] {
  const made = new Set(
    effects.flatMap((effect) => (effect.type === "create" ? [`${effect.entity}/${effect.id}`] : [])),
  );
  const isNew = (effect: Effect): boolean =>
    effect.type === "update" && made.has(`${effect.entity}/${effect.id}`);
  const later = effects.filter((effect) => !isNew(effect));
  return [
    ...creates(effects, effects.filter(isNew)),
    ...updates(later),
    ...releases(effects),
    ...upserts(effects),
    ...deletes(effects),
  ];
}

/** Later values of the same record win; one record is changed once. */
function updates(effects: readonly Effect[]): readonly Command[] {
  const byEntity = new Map<string, Map<string, Record<string, Value>>>();
  for (const effect of effects) {
    if (effect.type !== "update") continue;
    const records = byEntity.get(effect.entity) ?? new Map<string, Record<string, Value>>();
    records.set(effect.id, { ...records.get(effect.id), ...effect.values });
    byEntity.set(effect.entity, records);
  }
  return [...byEntity].map(([entity, records]) => ({
    type: "update",
    entity,
    changes: [...records].map(([id, values]) => ({ id, values })),
  }));
}

function releases(effects: readonly Effect[]): readonly Command[] {
  const groups = Map.groupBy(
    effects.filter((effect) => effect.type === "release"),
    (effect) => `${effect.entity} ${effect.reason}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first
      ? [
          {
            type: "release",
            entity: first.entity,
            ids: [...new Set(group.map((effect) => effect.id))],
            reason: first.reason,
          },
        ]
      : [];
  });
}

/** What the same movement sets on a new record is part of it from the start. */
function creates(effects: readonly Effect[], updates: readonly Effect[]): readonly Command[] {
  const set = new Map<string, Record<string, Value>>();
  for (const effect of updates)
    if (effect.type === "update") set.set(effect.id, { ...set.get(effect.id), ...effect.values });
  const groups = Map.groupBy(
    effects.filter((effect) => effect.type === "create"),
    (effect) => effect.entity,
  );
  return [...groups].map(([entity, group]) => ({
    type: "create",
    entity,
    rows: group.map(({ id, values }) => (id === undefined ? values : { ...values, ...set.get(id), id })),
  }));
}

function upserts(effects: readonly Effect[]): readonly Command[] {
  const groups = Map.groupBy(
    effects.filter((effect) => effect.type === "upsert"),
    ({ entity, keys }) => `${entity} ${keys.join(" ")}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { entity, keys } = first;
    return [{ type: "upsert", entity, keys, rows: lastOfEach(group, keys) }];
  });
}

/** One row for each key: the later one wins. */
function lastOfEach(
  group: readonly Extract<Effect, { type: "upsert" }>[],
  keys: readonly string[],
): readonly Readonly<Record<string, Value>>[] {
  const rows = new Map<string, Readonly<Record<string, Value>>>();
  for (const { values } of group) {
    const key = JSON.stringify(keys.map((field) => values[field] ?? null));
    rows.set(key, { ...rows.get(key), ...values });
  }
  return [...rows.values()];
}

function deletes(effects: readonly Effect[]): readonly Command[] {
  const groups = Map.groupBy(
    effects.filter((effect) => effect.type === "delete"),
    (effect) => effect.entity,
  );
  return [...groups].map(([entity, group]) => ({
    type: "delete",
    entity,
    ids: [...new Set(group.flatMap((effect) => effect.ids))],
  }));
}
