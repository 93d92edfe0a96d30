import { addOptions, type FieldOption, fieldType, foldText } from "@mortise/fields";
import { AppError, type Json } from "@mortise/kit";
import type { DefinitionDocument, EntityDocument, FieldDefinition } from "@mortise/metadata";
import { type Actor, nothingToPublish, type Store } from "@mortise/store";
import { importTooManyOptions } from "../../errors.ts";

const MOST_NEW_OPTIONS = 500;

/** Names of new options by field id. */
export type NewOptions = ReadonlyMap<string, ReadonlySet<string>>;

/** Where options are added, and why. */
export interface OptionsPlace {
  readonly app: string;
  readonly entity: string;
  readonly options: NewOptions;
  /** What the list of releases says of it. */
  readonly note: string;
  /** The app lets the actor add them: nobody has to build it for that. */
  readonly permitted?: boolean;
}

/**
 * Publishes the options by themselves: what others are changing in the drafts stays unpublished, and gets the options too.
 * An option that somebody has prepared in the drafts under the same name is the one that is published.
 */
export async function publishOptions(
  store: Store,
  actor: Actor,
  { app, entity: id, options, note, permitted = false }: OptionsPlace,
): Promise<void> {
  if (options.size === 0) return;
  const { releases } = store;
  const drafts = (await releases.draft(app)).documents.map(({ document }) => document);
  // Made when the release is locked, which is asked first: nobody else takes the keys meanwhile.
  let added: AddedOptions | undefined;
  const changes = (documents: readonly DefinitionDocument[]) => {
    const document = entityIn(documents, id);
    if (!document) return [];
    added ??= addedOptions(document, entityIn(drafts, id), options);
    return [withOptions(document, added)];
  };
  const amend = permitted
    ? releases.amendPermitted(app, changes, { actor, note })
    : releases.amend(app, changes, { actor, note });
  await amend.catch((error: unknown) => {
    // Somebody was faster: they are there.
    if (!(error instanceof AppError && error.code === nothingToPublish.code)) throw error;
  });
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
