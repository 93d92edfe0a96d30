import type { Actor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { scalarText } from "../model/row-values.ts";
import { canReadSome, type EntityPermission, entityPermission } from "../permission/entity-permission.ts";
import { accessTo, isAlwaysClear } from "../permission/field-guard.ts";
import { readPage } from "./record-page.ts";
import type { ReadScope } from "./read-scope.ts";
import type { SearchHit } from "./search-hit.ts";

const DEFAULT_HITS = 5;
const HINTS = 2;

/** Searches all entities of an app that the actor may read, newest first in each; child rows belong to their parents. */
export async function searchApp(
  scope: ReadScope,
  actor: Actor,
  search: { readonly app: string; readonly text: string; readonly limitPerEntity?: number },
): Promise<readonly SearchHit[]> {
  const { app, text, limitPerEntity = DEFAULT_HITS } = search;
  if (text.trim() === "") return [];
  const found: SearchHit[] = [];
  for (const entity of scope.context.catalog(app).all("entity")) {
    if (entity.parent) continue;
    const model = scope.context.model(app, entity.id);
    const permission = entityPermission(actor, model);
    const isSearchable = model.columns.some(
      (field) => field.searchable && isAlwaysClear(permission, field.id),
    );
    if (!canReadSome(permission) || !isSearchable) continue;
    const fields = shownFields(model, permission);
    const query = { entity: entity.id, search: text, fields, limit: limitPerEntity };
    const page = await readPage(scope, actor, { app, query });
    for (const item of page.items) {
      const [title = "", ...hints] = fields
        .map((id) => item[id])
        .map((value) => (value === null ? "" : scalarText(value ?? "")));
      const hint = hints
        .filter((part) => part !== "")
        .slice(0, HINTS)
        .join(" · ");
      found.push({ entity: entity.id, id: item.id, title, hint });
    }
  }
  return found;
}

/** The title and the other searched fields, as far as they may be shown; the title's place stays when it is hidden. */
function shownFields(model: EntityModel, permission: EntityPermission): readonly string[] {
  const searchable = model.columns.filter((field) => field.searchable).map((field) => field.id);
  const wanted = [...new Set([model.entity.titleField, ...searchable])];
  const shown = wanted.filter(
    (id) => model.field(id)?.columnType != null && accessTo(permission, id) !== "hidden",
  );
  return shown;
}
