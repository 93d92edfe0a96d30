import { type RecordData, routes } from "@mortise/contract";
import type { TreeChoice, TreeNode, TreeSearch } from "@mortise/fields/react";
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
    const { page, below } = await readLevel(place.api, query, { parent: search.parent });
    place.labels.add(page.labels);
    return page.items.map((record) => ({
      ...choiceOf(place, { entity, hints: [], record }),
      parent: search.parent,
      below: below.get(record.id) ?? 0,
      fits: true,
    }));
  }
  const { records, matches, pages } = await readMatches(place.api, query);
  for (const page of pages) place.labels.add(page.labels);
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

/** So many pages of a tree are shown as a whole; larger ones are searched. */
const TREE_PAGES = 4;
const TREE_PAGE = 500;

/** All records of an entity that stand in a tree, by name; undefined when there is no tree or they are too many to show. */
export async function loadRecordTree(
  place: ChoicePlace,
  id: string,
): Promise<readonly TreeNode[] | undefined> {
  const { api, model, labels, context } = place;
  const entity = model.catalog.find("entity", id);
  const up = model.catalog.treeField(id)?.id;
  if (!entity || up === undefined) return undefined;
  const records: RecordData[] = [];
  let after: string | undefined;
  for (let pages = 0; pages === 0 || after !== undefined; pages += 1) {
    if (pages === TREE_PAGES) return undefined;
    const page = await api.call(routes.queryRecords, {
      params: { app: model.id, entity: id },
      body: { fields: [entity.titleField, up], limit: TREE_PAGE, ...(after === undefined ? {} : { after }) },
    });
    labels.add(page.labels);
    records.push(...page.items);
    after = page.next;
  }
  return records
    .map((record) => {
      const parent = record[up];
      const { label } = choiceOf(place, { entity, hints: [], record });
      return { id: record.id, label, parent: typeof parent === "string" ? parent : null };
    })
    .toSorted((a, b) => a.label.localeCompare(b.label, context.locale));
}
