import { sql } from "kysely";
import { idsIn } from "../command/links.ts";
import type { RecordChange } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { noteTouchedIds, type Write } from "../session/write-session.ts";
import type { LinkNote } from "./history-entry.ts";

/** A list field of another entity that shows the records pointing at one through a field. */
interface OtherSide {
  readonly model: EntityModel;
  readonly list: ModelField;
}

/** So many records are named in one note; who links more at once does not read them one by one. */
const NAMED = 100;

/**
 * Tells the other side: records that came into a reverse list or left it get an entry in their own history, without a
 * new revision, for nothing of theirs was written. New records that point at one record say so themselves, on its list.
 */
export async function noteLinks(
  write: Write,
  model: EntityModel,
  records: readonly RecordChange[],
): Promise<void> {
  const fields = [...model.linkFields, ...model.columns.filter(({ kind }) => kind === "reference")];
  for (const field of fields) {
    const moved = records.filter(
      ({ before, changed }) => changed.includes(field.id) && (before !== undefined || isLinks(field)),
    );
    if (moved.length === 0) continue;
    for (const side of otherSides(write, model, field)) await noteSide(write, side, notesOf(moved, field));
  }
}

function isLinks(field: ModelField): boolean {
  return field.storage === "links";
}

function otherSides(write: Write, model: EntityModel, field: ModelField): readonly OtherSide[] {
  const { context } = write.session;
  if (field.target === undefined || !model.catalog.find("entity", field.target)) return [];
  const other = context.model(write.app, field.target);
  return other.fields.flatMap((list) => {
    const derivation = list.definition && list.type?.derivation?.(list.definition);
    const isOther =
      derivation?.kind === "reverse" && derivation.entity === model.id && derivation.field === field.id;
    return isOther ? [{ model: other, list }] : [];
  });
}

function notesOf(moved: readonly RecordChange[], field: ModelField): ReadonlyMap<string, LinkNote> {
  const notes = new Map<string, { linked: string[]; unlinked: string[] }>();
  const put = (target: string, kind: keyof LinkNote, id: string): void => {
    const note = notes.get(target) ?? { linked: [], unlinked: [] };
    if (note[kind].length < NAMED) note[kind].push(id);
    notes.set(target, note);
  };
  for (const { id, before, after } of moved) {
    const was = new Set(idsIn(before?.[field.id]));
    const is = new Set(idsIn(after[field.id]));
    for (const target of is) if (!was.has(target)) put(target, "linked", id);
    for (const target of was) if (!is.has(target)) put(target, "unlinked", id);
  }
  return notes;
}

async function noteSide(
  write: Write,
  { model, list }: OtherSide,
  notes: ReadonlyMap<string, LinkNote>,
): Promise<void> {
  if (notes.size === 0) return;
  const rows = [...notes].map(([record, note]) => ({ record, changes: { [list.id]: note } }));
  await sql`
    insert into mortise.record_history (app, entity, record, change_set, at, type, actor, revision, changes)
    select ${write.app}, ${model.id}, t.id, ${write.session.changeSet}::uuid,
      ${write.session.now.toISOString()}::timestamptz, 'linked', ${write.actor.userId}::uuid, t.revision, r.changes
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(record uuid, changes jsonb)
      join ${model.table} as t on t.id = r.record`.execute(write.session.db);
  noteTouchedIds(write, model.id, [...notes.keys()]);
}
