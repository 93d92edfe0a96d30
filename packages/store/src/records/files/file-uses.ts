import type { Value } from "@mortise/expression";
import { isId, isPlainObject } from "@mortise/kit";
import { sql } from "kysely";
import type { RecordChange } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import type { Write } from "../session/write-session.ts";

/** The fields of an entity whose values are lists of files; most entities have none. */
export function fileFields(model: EntityModel): readonly ModelField[] {
  return model.columns.filter((field) => field.kind === "files");
}

/** The ids of the files in a value. */
export function fileIds(value: Value | undefined): readonly string[] {
  const files: readonly unknown[] = Array.isArray(value) ? value : [];
  return files.flatMap((file) => (isPlainObject(file) && isId(file["id"]) ? [file["id"].toLowerCase()] : []));
}

/** Notes which records took up which files, so that downloads follow the permission on them. */
export async function noteFiles(
  write: Write,
  model: EntityModel,
  records: readonly RecordChange[],
): Promise<void> {
  const fields = fileFields(model);
  if (fields.length === 0) return;
  const uses = records.flatMap((record) =>
    fields
      .filter((field) => record.changed.includes(field.id))
      .flatMap((field) =>
        fileIds(record.after[field.id]).map((file) => ({ file, record: record.id, field: field.id })),
      ),
  );
  if (uses.length === 0) return;
  await sql`
    insert into mortise.file_use (file, app, entity, record, field)
    select r.file, ${write.app}, ${model.id}, r.record, r.field
    from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as r(file uuid, record uuid, field text)
      join mortise.file f on f.id = r.file
    on conflict do nothing`.execute(write.session.db);
}
