import type { Value } from "@mortise/expression";
import type { Command } from "@mortise/store";
import type { Effect } from "../model/effect.ts";

/** Turns the effects of many runs into few commands: one update per entity, one release per reason, one create per entity. */
export function commandsOf(effects: readonly Effect[]): readonly Command[] {
  return [...updates(effects), ...releases(effects), ...creates(effects)];
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

function creates(effects: readonly Effect[]): readonly Command[] {
  const groups = Map.groupBy(
    effects.filter((effect) => effect.type === "create"),
    (effect) => effect.entity,
  );
  return [...groups].map(([entity, group]) => ({
    type: "create",
    entity,
    rows: group.map((effect) => effect.values),
  }));
}
