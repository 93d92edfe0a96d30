import { type LocalizedText, shortKey } from "@mortise/kit";
import { asApp, type ArchiveRows, type DefinitionDocument } from "@mortise/metadata";
import { type Actor, type Cause, systemActor } from "@mortise/store";
import type { Services } from "../services.ts";

/** What an app is made from, and how it shall be called here. */
export interface AppFromFile {
  readonly archive: unknown;
  readonly id?: string;
  readonly name?: LocalizedText;
}

const SEED: Cause = { type: "seed", label: "sample", skipFlows: true };
const BATCH = 500;

/**
 * Makes an app from an app file, publishes it, adds its sample rows and gives its id. Without a wanted id it keeps the
 * file's, unless another app has that already.
 */
export async function appFromFile(services: Services, actor: Actor, file: AppFromFile): Promise<string> {
  const { releases, transfer } = services.store;
  const archive = transfer.read(file.archive);
  const own = archive.documents.find(({ kind }) => kind === "app")?.id ?? "";
  await releases.refresh();
  const id = file.id ?? (releases.apps().includes(own) ? `${own.slice(0, 40)}_${shortKey(6)}` : own);
  await releases.createApp(named(asApp(archive.documents, id), file.name), actor);
  await transfer.adopt(id, archive, actor);
  for (const group of archive.samples ?? []) await plantRows(services, id, group);
  return id;
}

function named(
  documents: readonly DefinitionDocument[],
  name: LocalizedText | undefined,
): readonly DefinitionDocument[] {
  if (!name) return documents;
  return documents.map((document) => (document.kind === "app" ? { ...document, name } : document));
}

/** Rows are written like any: values that do not fit are refused with their places. */
async function plantRows(services: Services, app: string, { entity, rows }: ArchiveRows): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    await services.store.records.execute(systemActor, app, [{ type: "create", entity, rows: batch }], SEED);
  }
}
