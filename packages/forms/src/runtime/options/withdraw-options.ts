import { fieldType } from "@mortise/fields";
import type { DefinitionDocument, EntityDocument } from "@mortise/metadata";
import { type Actor, type Store, systemActor } from "@mortise/store";
import { changedOptions, entityIn } from "./changed-options.ts";
import type { OptionKeys } from "./publish-options.ts";

/** Options that an import has added, by field, and where. */
export interface MadeOptions {
  readonly app: string;
  readonly entity: string;
  readonly options: OptionKeys;
  readonly fileName: string;
}

/**
 * Takes options out of the choice again that no live record has. They are not removed: records in the recycle bin have
 * them, and their keys must not come to mean something else.
 */
export async function withdrawOptions(
  store: Store,
  actor: Actor,
  { app, entity, options, fileName }: MadeOptions,
): Promise<void> {
  const unused = new Map<string, ReadonlySet<string>>();
  for (const [field, keys] of options) {
    const free: string[] = [];
    for (const key of keys) if (!(await isUsed(store, { app, entity, field, key }))) free.push(key);
    if (free.length > 0) unused.set(field, new Set(free));
  }
  if (unused.size === 0) return;
  const changes = (documents: readonly DefinitionDocument[]) => {
    const document = entityIn(documents, entity);
    return document ? [withoutOffers(document, unused)] : [];
  };
  const note = `撤销导入“${fileName}”时停用选项 / Options withdrawn with an import`;
  await store.releases.amend(app, changes, { actor, note });
}

async function isUsed(
  store: Store,
  { app, entity, field, key }: Record<"app" | "entity" | "field" | "key", string>,
): Promise<boolean> {
  const found = store.releases.current(app).catalog.field(entity, field);
  if (!found) return true;
  const isList = fieldType(found.type).kind(found) === "options";
  const filter = isList ? { containsAny: [{ var: field }, [key]] } : { "==": [{ var: field }, key] };
  const page = await store.records.query(systemActor, app, { entity, fields: [], filter, limit: 1 });
  return page.items.length > 0;
}

function withoutOffers(
  entity: EntityDocument,
  unused: ReadonlyMap<string, ReadonlySet<string>>,
): EntityDocument {
  return changedOptions(entity, (field, before) => {
    const keys = unused.get(field.id);
    return keys && before.map((option) => (keys.has(option.key) ? { ...option, disabled: true } : option));
  });
}
