import type { GivenRow } from "@mortise/store";
import type { Effect, Gave } from "../model/effect.ts";

/** What people were given, each of them once for each entity, whoever got something last standing last. */
export function givenRows(app: string, effects: readonly Effect[]): readonly GivenRow[] {
  const rows = new Map<string, GivenRow>();
  for (const effect of effects) {
    if (effect.type !== "gave") continue;
    const key = `${effect.entity} ${effect.user}`;
    const row = added(app, rows.get(key), effect);
    if (effect.by > 0) rows.delete(key);
    rows.set(key, row);
  }
  return [...rows.values()];
}

function added(app: string, row: GivenRow | undefined, { entity, user, day, at, by }: Gave): GivenRow {
  const last = by > 0 ? at : null;
  if (!row || row.day < day)
    return { app, entity, account: user, day, given: by, last: last ?? row?.last ?? null };
  // What was given back of an earlier day changes nothing about this one.
  if (row.day > day) return row;
  return { ...row, given: row.given + by, last: last ?? row.last };
}
