import { canonicalJson } from "@mortise/kit";
import { type Kin, type KinLookup, MOST_KIN } from "../../model/kin.ts";
import type { Reading } from "../reading.ts";

/** Whose the records are that each lookup finds; those over the same fields are answered together. */
export async function readKin(
  { reader, actor, app }: Reading,
  lookups: readonly KinLookup[],
): Promise<readonly (readonly Kin[])[]> {
  const found: (readonly Kin[])[] = lookups.map(() => []);
  const alike = Map.groupBy(lookups.keys(), (place) => {
    const { entity, fields } = lookups[place] ?? {};
    return canonicalJson([entity ?? "", (fields ?? []).map(({ id, isDigits = false }) => [id, isDigits])]);
  });
  for (const places of alike.values()) {
    const first = lookups[places[0] ?? 0];
    if (!first) continue;
    const { entity, fields } = first;
    const rows = places.map((place) => lookups[place]?.values ?? []);
    // The record itself may be among them.
    const query = { entity, fields, rows, limit: MOST_KIN + 1 };
    const answers = await reader.sameOwners(actor, app, query);
    for (const [index, place] of places.entries()) found[place] = answers[index] ?? [];
  }
  return found;
}
