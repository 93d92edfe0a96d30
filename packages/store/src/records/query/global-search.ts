import type { Actor } from "../../actor.ts";
import { canReadSome, entityPermission } from "../permission/entity-permission.ts";
import { accessTo, isClear } from "../permission/field-guard.ts";
import type { RecordRow } from "../record-query.ts";
import { readPage } from "./record-page.ts";
import type { ReadScope } from "./read-scope.ts";

/** Hits of the global search box in one entity, newest first. */
export interface SearchHits {
  readonly entity: string;
  readonly items: readonly RecordRow[];
  readonly labels: Readonly<Record<string, string>>;
  /** True when the entity has more hits than were asked for. */
  readonly more: boolean;
}

const DEFAULT_HITS = 5;

/** Searches all entities of an app that the actor may read; child rows are found through their parents' lists, not here. */
export async function searchApp(
  scope: ReadScope,
  actor: Actor,
  search: { readonly app: string; readonly text: string; readonly limitPerEntity?: number },
): Promise<readonly SearchHits[]> {
  const { app, text, limitPerEntity = DEFAULT_HITS } = search;
  if (text.trim() === "") return [];
  const catalog = await scope.context.catalog(app);
  const found: SearchHits[] = [];
  for (const entity of catalog.all("entity")) {
    if (entity.parent) continue;
    const model = await scope.context.model(app, entity.id);
    const permission = entityPermission(actor, model);
    const isSearchable = model.columns.some((field) => field.searchable && isClear(permission, field.id));
    if (!canReadSome(permission) || !isSearchable) continue;
    const shown = [
      entity.titleField,
      ...model.columns.filter((field) => field.searchable).map((field) => field.id),
    ];
    const fields = [...new Set(shown)].filter((id) => accessTo(permission, id) !== "hidden");
    const query = { entity: entity.id, search: text, fields, limit: limitPerEntity };
    const page = await readPage(scope, actor, { app, query });
    if (page.items.length === 0) continue;
    found.push({ entity: entity.id, items: page.items, labels: page.labels, more: page.next !== undefined });
  }
  return found;
}
