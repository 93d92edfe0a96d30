import { addOptions, type FieldOption, fieldType } from "@mortise/fields";
import type { Json } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import type { Actor, Store } from "@mortise/store";
import { importOptionsBlocked, importTooManyOptions } from "../../errors.ts";

const MOST_NEW_OPTIONS = 500;

/** Names of new options by field id. */
export type NewOptions = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Publishes the app with the options added and nothing else. FORM_IMPORT_OPTIONS_BLOCKED when there are unpublished
 * edits: they are somebody's work in progress.
 */
export async function publishOptions(
  store: Store,
  actor: Actor,
  {
    app,
    entity,
    options,
    fileName,
  }: {
    readonly app: string;
    readonly entity: string;
    readonly options: NewOptions;
    readonly fileName: string;
  },
): Promise<void> {
  if (options.size === 0) return;
  const { releases } = store;
  if ((await releases.diff(app, { data: false })).changes.length > 0) throw importOptionsBlocked();
  const draft = (await releases.draft(app)).documents.find(
    ({ document }) => document.kind === "entity" && document.id === entity,
  );
  if (draft?.document.kind !== "entity") return;
  const edit = { document: withOptions(draft.document, options), revision: draft.revision };
  await releases.saveDraft(app, [edit], actor);
  await releases.publish(app, { actor, note: `导入“${fileName}”时新增选项 / Options added by an import` });
}

function withOptions(entity: EntityDocument, options: NewOptions): EntityDocument {
  return {
    ...entity,
    fields: entity.fields.map((field) => {
      const names = options.get(field.id);
      return names ? withNames(field, [...names]) : field;
    }),
  };
}

function withNames(field: FieldDefinition, names: readonly string[]): FieldDefinition {
  if (names.length > MOST_NEW_OPTIONS)
    throw importTooManyOptions({ field: field.name.zh, count: names.length, limit: MOST_NEW_OPTIONS });
  const before: readonly FieldOption[] = fieldType(field.type).options?.(field) ?? [];
  // Options are plain JSON data.
  const options = addOptions(before, names) as unknown as Json;
  return { ...field, settings: { ...field.settings, options } };
}
