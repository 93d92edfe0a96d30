import { addOptions, type FieldOption, fieldType, foldText } from "@mortise/fields";
import type { Json } from "@mortise/kit";
import type { DefinitionDocument, EntityDocument, FieldDefinition } from "@mortise/metadata";
import type { Actor, Store } from "@mortise/store";
import { importTooManyOptions } from "../../errors.ts";

const MOST_NEW_OPTIONS = 500;

/** Names of new options by field id. */
export type NewOptions = ReadonlyMap<string, ReadonlySet<string>>;

/** Where options are added, and for which file. */
export interface OptionsPlace {
  readonly app: string;
  readonly entity: string;
  readonly options: NewOptions;
  readonly fileName: string;
}

/**
 * Publishes the options by themselves: what others are changing in the drafts stays unpublished, and gets the options too.
 * An option that somebody has prepared in the drafts under the same name is the one that is published.
 */
export async function publishOptions(
  store: Store,
  actor: Actor,
  { app, entity: id, options, fileName }: OptionsPlace,
): Promise<void> {
  if (options.size === 0) return;
  const { releases } = store;
  const entity = releases.current(app).catalog.find("entity", id);
  const drafts = (await releases.draft(app)).documents.map(({ document }) => document);
  const added = entity ? addedOptions(entity, entityIn(drafts, id), options) : undefined;
  if (!added || added.size === 0) return;
  const changes = (documents: readonly DefinitionDocument[]) => {
    const document = entityIn(documents, id);
    return document ? [withOptions(document, added)] : [];
  };
  const note = `导入“${fileName}”时新增选项 / Options added by an import`;
  await releases.amend(app, changes, { actor, note });
}

function entityIn(documents: readonly DefinitionDocument[], id: string): EntityDocument | undefined {
  return documents.find(
    (document): document is EntityDocument => document.kind === "entity" && document.id === id,
  );
}

type AddedOptions = ReadonlyMap<string, readonly FieldOption[]>;

/** The options that the release lacks, by field, under keys that neither it nor the draft uses for others. */
function addedOptions(
  entity: EntityDocument,
  draft: EntityDocument | undefined,
  names: NewOptions,
): AddedOptions {
  const added = new Map<string, readonly FieldOption[]>();
  for (const field of entity.fields) {
    const wanted = names.get(field.id);
    if (!wanted) continue;
    if (wanted.size > MOST_NEW_OPTIONS)
      throw importTooManyOptions({ field: field.name.zh, count: wanted.size, limit: MOST_NEW_OPTIONS });
    const before = optionsOf(field);
    const prepared = optionsOf(draft?.fields.find(({ id }) => id === field.id)).filter(
      ({ key }) => !before.some((option) => option.key === key),
    );
    const all = addOptions([...before, ...prepared], [...wanted]);
    const folded = new Set([...wanted].map(foldText));
    const isWanted = ({ name }: FieldOption) =>
      folded.has(foldText(name.zh)) || folded.has(foldText(name.en));
    const fresh = all.slice(before.length).filter(isWanted);
    if (fresh.length > 0) added.set(field.id, fresh);
  }
  return added;
}

function withOptions(entity: EntityDocument, added: AddedOptions): EntityDocument {
  return {
    ...entity,
    fields: entity.fields.map((field) => {
      const before = optionsOf(field);
      const present = new Set(before.flatMap(({ key, name }) => [`key ${key}`, foldText(name.zh)]));
      const fresh = (added.get(field.id) ?? []).filter(
        ({ key, name }) => !present.has(`key ${key}`) && !present.has(foldText(name.zh)),
      );
      if (fresh.length === 0 || fieldType(field.type).options === undefined) return field;
      // Options are plain JSON data.
      return { ...field, settings: { ...field.settings, options: [...before, ...fresh] as unknown as Json } };
    }),
  };
}

function optionsOf(field: FieldDefinition | undefined): readonly FieldOption[] {
  return (field && fieldType(field.type).options?.(field)) ?? [];
}
