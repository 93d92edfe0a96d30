import { mayReadFile } from "./file-access.ts";
import { fileFields, fileIds } from "./file-uses.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ReferencingRow } from "../validation/check-references.ts";
import { problemText, type Problems } from "../validation/problems.ts";
import { isPerson, type Write } from "../session/write-session.ts";

/**
 * Refuses files that the writer neither uploaded nor may see elsewhere: putting a file into a record of one's own would
 * otherwise open it.
 */
export async function checkFiles(
  write: Write,
  model: EntityModel,
  rows: readonly ReferencingRow[],
  problems: Problems,
): Promise<void> {
  const fields = fileFields(model);
  if (fields.length === 0 || !isPerson(write.actor)) return;
  const place = { context: write.session.context, db: write.session.db };
  const known = new Map<string, boolean>();
  for (const row of rows) {
    for (const field of fields.filter(({ id }) => row.given.has(id))) {
      const kept = new Set(fileIds(row.before?.[field.id]));
      for (const id of fileIds(row.values[field.id]).filter((file) => !kept.has(file))) {
        const may = known.get(id) ?? (await mayReadFile(place, write.actor, id));
        known.set(id, may);
        if (!may) problems.add(`${row.path}${field.id}`, problemText.missingFile);
      }
    }
  }
}
