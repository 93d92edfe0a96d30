import { addOptions, type FieldOption, foldText } from "@mortise/fields";
import { AppError } from "@mortise/kit";
import type { DefinitionDocument, EntityDocument } from "@mortise/metadata";
import { type Actor, nothingToPublish, type Store } from "@mortise/store";
import { importTooManyOptions } from "../../errors.ts";
import { changedOptions, entityIn, optionsOf } from "./changed-options.ts";

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
  /** Options that are no longer offered are offered again. */
  readonly reoffers?: boolean;
}

/** Keys of options by field id. */
export type OptionKeys = ReadonlyMap<string, readonly string[]>;

/**
 * Publishes the options by themselves: what others are changing in the drafts stays unpublished, and gets the options too.
 * An option that somebody has prepared in the drafts under the same name is the one that is published. Tells which are new.
 */
export async function publishOptions(
  store: Store,
  actor: Actor,
  { app, entity: id, options, note, permitted = false, reoffers = false }: OptionsPlace,
): Promise<OptionKeys> {
  if (options.size === 0) return new Map();
  const { releases } = store;
  const drafts = (await releases.draft(app)).documents.map(({ document }) => document);
  // Made when the release is locked, which is asked first: nobody else takes the keys meanwhile.
  let added: AddedOptions | undefined;
  const changes = (documents: readonly DefinitionDocument[]) => {
    const document = entityIn(documents, id);
    if (!document) return [];
    added ??= addedOptions(document, entityIn(drafts, id), { names: options, reoffers });
    return [withOptions(document, added)];
  };
  const amend = permitted
    ? releases.amendPermitted(app, changes, { actor, note })
    : releases.amend(app, changes, { actor, note });
  try {
    await amend;
  } catch (error) {
    // Somebody was faster: they are there.
    if (error instanceof AppError && error.code === nothingToPublish.code) return new Map();
    throw error;
  }
  return new Map([...(added ?? [])].map(([field, fresh]) => [field, fresh.map(({ key }) => key)]));
}

type AddedOptions = ReadonlyMap<string, readonly FieldOption[]>;

/** The options that the release lacks, by field, under keys that neither it nor the draft uses for others. */
function addedOptions(
  entity: EntityDocument,
  draft: EntityDocument | undefined,
  { names, reoffers }: { readonly names: NewOptions; readonly reoffers: boolean },
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
    const back = before.filter((option) => reoffers && option.disabled === true && isWanted(option));
    const fresh = [...back, ...all.slice(before.length).filter(isWanted)];
    if (fresh.length > 0) added.set(field.id, fresh);
  }
  return added;
}

function withOptions(entity: EntityDocument, added: AddedOptions): EntityDocument {
  return changedOptions(entity, (field, before) => {
    const wanted = added.get(field.id);
    if (!wanted) return undefined;
    const keys = new Set(wanted.map(({ key }) => key));
    const present = new Set(before.flatMap(({ key, name }) => [`key ${key}`, foldText(name.zh)]));
    const fresh = wanted.filter(
      ({ key, name }) => !present.has(`key ${key}`) && !present.has(foldText(name.zh)),
    );
    return [...before.map((option) => (keys.has(option.key) ? offered(option) : option)), ...fresh];
  });
}

function offered({ disabled: _withdrawn, ...option }: FieldOption): FieldOption {
  return option;
}
