import type { TreeChoice, TreeSearch } from "@mortise/fields/react";
import { childrenOf, readLevel, readMatches, type TreeQuery } from "../tree/read-tree.ts";
import { type ChoicePlace, choiceOf } from "./record-choices.ts";

/** Records of a tree to choose from: one level, or those that are searched for with all that stands above them. */
export async function findTreeChoices(
  place: ChoicePlace,
  search: TreeSearch,
): Promise<readonly TreeChoice[]> {
  const entity = place.model.catalog.find("entity", search.entity);
  if (!entity) return [];
  const query: TreeQuery = {
    app: place.model.id,
    entity: entity.id,
    field: search.field,
    fields: [entity.titleField],
    filter: search.condition,
    search: search.typed,
  };
  if (search.typed === "" && search.condition === undefined) {
    const { items, below } = await readLevel(place.api, query, { parent: search.parent });
    return items.map((record) => ({
      ...choiceOf(place, { entity, hints: [], record }),
      parent: search.parent,
      below: below.get(record.id) ?? 0,
      fits: true,
    }));
  }
  const { records, matches } = await readMatches(place.api, query);
  const lists = childrenOf(records, search.field);
  return [...lists].flatMap(([parent, items]) =>
    items.map((record) => ({
      ...choiceOf(place, { entity, hints: [], record }),
      parent,
      below: lists.get(record.id)?.length ?? 0,
      fits: matches.has(record.id),
    })),
  );
}
