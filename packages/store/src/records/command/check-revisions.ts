import type { ErrorDetail } from "@mortise/kit";
import { sql } from "kysely";
import type { Values } from "../model/row-values.ts";
import type { EntityPermission } from "../permission/entity-permission.ts";
import { isClear } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { writeConflict } from "../record-errors.ts";
import { rowPath, type Write } from "../session/write-session.ts";

interface RevisionCheck {
  readonly changes: readonly { readonly id: string; readonly revision?: number }[];
  readonly locked: ReadonlyMap<string, Values>;
  readonly permissions: (id: string) => EntityPermission;
}

/** Refuses changes to records that moved on since they were read: STORE_CONFLICT naming the fields others changed. */
export async function checkRevisions(
  write: Write,
  access: RowAccess,
  { changes, locked, permissions }: RevisionCheck,
): Promise<void> {
  const details: ErrorDetail[] = [];
  for (const [index, change] of changes.entries()) {
    const current = locked.get(change.id.toLowerCase())?.["revision"];
    if (change.revision === undefined || change.revision === current) continue;
    const path = rowPath(write, index, changes.length);
    const fields = await fieldsChangedSince(write, change.id, change.revision);
    const shown = fields.filter((id) => isClear(permissions(change.id), id));
    for (const id of shown.length > 0 ? shown : ["revision"]) {
      const name = access.model.field(id)?.name ?? { zh: id, en: id };
      details.push({
        path: `${path}${id}`,
        message: { zh: `“${name.zh}”已被他人修改`, en: `“${name.en}” was changed by someone else` },
      });
    }
  }
  if (details.length > 0) throw writeConflict({}, { details });
}

async function fieldsChangedSince(write: Write, id: string, revision: number): Promise<readonly string[]> {
  const { rows } = await sql<{ field: string }>`
    select distinct field from mortise.record_history h, jsonb_object_keys(h.changes) as field
    where h.record = ${id}::uuid and h.revision > ${Number.isInteger(revision) ? revision : 0}
    order by field`.execute(write.session.db);
  return rows.map((row) => row.field);
}
