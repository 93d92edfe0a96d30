import type { Value } from "@mortise/expression";
import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { type Values, textAt } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { recordPermissions } from "../permission/record-permissions.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { Command } from "../record-command.ts";
import { fieldNotAllowed, fieldUnsuitable, recordNotFound } from "../record-errors.ts";
import { accessForWrite, isPerson, type Write, type Written } from "../session/write-session.ts";
import { problemText, Problems } from "../validation/problems.ts";
import { idsIn, loadLinks } from "./links.ts";
import { lockForWrite } from "./lock-rows.ts";
import { updateRecords } from "./update-records.ts";

type LinkCommand = Extract<Command, { type: "link" }>;

/** The records that hold the links: the record itself, or those that point at it. */
interface Holding {
  readonly access: RowAccess;
  readonly field: ModelField;
  readonly ids: readonly string[];
  /** What the field of a holder holds afterwards; the same value where nothing changes. */
  readonly next: (holder: string, held: Value) => Value;
}

/** Changes a list of related records by what comes and what goes, as an update of the records that hold the links. */
export async function linkRecords(write: Write, command: LinkCommand): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  refuseBadIds(write, command);
  const list = access.model.need(command.field);
  const derivation = list.definition && list.type?.derivation?.(list.definition);
  await requireList(write, access, { list, id: command.id });
  if (list.storage === "links") return change(write, forwards(access, list, command));
  if (derivation?.kind !== "reverse") {
    throw fieldUnsuitable({ field: list.id, operation: "添加或移除记录 / adding and removing records" });
  }
  const other = accessForWrite(write, derivation.entity);
  return change(write, backwards(other, other.model.need(derivation.field), command));
}

function refuseBadIds(write: Write, { id, add, remove }: LinkCommand): void {
  const problems = new Problems();
  if (!isId(id)) problems.add(`${write.pathPrefix}id`, problemText.notId);
  for (const [key, ids] of Object.entries({ add, remove })) {
    for (const [index, one] of ids.entries())
      if (!isId(one)) problems.add(`${write.pathPrefix}${key}.${index}`, problemText.notId);
  }
  problems.refuse();
}

/** People must see the record and may change the list of it that they see. */
async function requireList(
  write: Write,
  access: RowAccess,
  { list, id }: { readonly list: ModelField; readonly id: string },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select t.id from ${access.model.table} as t
    where t.id = ${id}::uuid and t.deleted_at is null and ${predicateSql(access.permission.read, access)}`.execute(
    write.session.db,
  );
  if (rows.length === 0) throw recordNotFound();
  if (!isPerson(write.actor)) return;
  const permission = (await recordPermissions(write.session.db, access, [id]))(id);
  if (accessTo(permission, list.id) !== "write") throw fieldNotAllowed({ field: list.id });
}

function forwards(access: RowAccess, field: ModelField, { id, add, remove }: LinkCommand): Holding {
  const gone = new Set(remove.map(lower));
  return {
    access,
    field,
    ids: [lower(id)],
    next: (_holder, held) => {
      const kept = idsIn(held).filter((one) => !gone.has(one));
      const all = [...new Set([...kept, ...add.map(lower)])];
      return all.length > 0 ? all : null;
    },
  };
}

function backwards(access: RowAccess, field: ModelField, command: LinkCommand): Holding {
  const record = lower(command.id);
  const coming = new Set(command.add.map(lower));
  const ids = [...new Set([...command.add, ...command.remove].map(lower))];
  const next = (holder: string, held: Value): Value => {
    if (field.storage !== "links") return coming.has(holder) ? record : held === record ? null : held;
    const others = idsIn(held).filter((one) => one !== record);
    if (coming.has(holder)) return idsIn(held).includes(record) ? held : [...others, record];
    return others.length > 0 ? others : null;
  };
  return { access, field, ids, next };
}

function lower(id: string): string {
  return id.toLowerCase();
}

async function change(write: Write, { access, field, ids, next }: Holding): Promise<Written> {
  const { model } = access;
  // The lists are read under the lock: what another person links meanwhile is not lost.
  const locked = await lockForWrite(write, access, { ids, state: "live", operation: "update" });
  if (field.storage === "links")
    await loadLinks(write, model, { records: [...locked.values()], fields: [field] });
  const changes = [...locked.values()].flatMap((row) => changed(field, row, next));
  if (changes.length === 0) return { ids: [], revisions: [], batches: [] };
  return updateRecords(write, { type: "update", entity: model.id, changes });
}

function changed(field: ModelField, row: Values, next: Holding["next"]) {
  const id = textAt(row, "id");
  const held = row[field.id] ?? null;
  const value = next(id, held);
  const isSame = idsIn(held).join() === idsIn(value).join();
  return isSame ? [] : [{ id, values: { [field.id]: value } }];
}
