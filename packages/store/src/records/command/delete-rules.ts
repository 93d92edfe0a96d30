import type { DeleteRule } from "@mortise/metadata";
import { sql } from "kysely";
import type { ErrorDetail } from "@mortise/kit";
import type { ChangeBatch } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import {
  type DatabaseRow,
  scalarText,
  selectList,
  textAt,
  toValues,
  type Values,
} from "../model/row-values.ts";
import { accessTo, isAlwaysClear } from "../permission/field-guard.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { recordInUse, recordParentDeleted } from "../record-errors.ts";
import { accessForWrite, batchOf, type Write } from "../session/write-session.ts";
import type { Sql } from "../sql-text.ts";
import { applyFormulas } from "../validation/compute-values.ts";
import { moveChildren } from "./edit-children.ts";
import { liveChildren } from "./live-children.ts";
import { type PlannedChange, storeChanges } from "./store-changes.ts";

/** So many of the records that hold a deleted one are named. */
const NAMED = 5;

/** A field of another entity, or of the same one, that points at an entity. */
interface Holder {
  readonly model: EntityModel;
  readonly field: ModelField;
  readonly rule: DeleteRule;
}

/** Every stored field that points at records of an entity, with what its builder said about deleting them. */
function holdersOf(write: Write, model: EntityModel): readonly Holder[] {
  const { context } = write.session;
  return context
    .catalog(write.app)
    .all("entity")
    .flatMap((entity) => {
      const other = context.model(write.app, entity.id);
      return other.fields.flatMap((field) => {
        const rule = field.definition && field.type?.deleteRule?.(field.definition);
        return rule && field.target === model.id ? [{ model: other, field, rule }] : [];
      });
    });
}

/**
 * What becomes of the records that point at records which went into the recycle bin at that moment: they lose the
 * reference, go along, or stand in the way (STORE_RECORD_IN_USE, naming those that the actor may see).
 */
export async function releaseHolders(
  write: Write,
  model: EntityModel,
  bin: { readonly ids: readonly string[]; readonly at: string },
): Promise<readonly ChangeBatch[]> {
  const batches: ChangeBatch[] = [];
  for (const holder of bin.ids.length > 0 ? holdersOf(write, model) : []) {
    if (holder.rule === "restrict") await refuseHeld(write, holder, bin.ids);
    // Links to a deleted record are hidden with it and come back with it.
    if (holder.rule === "restrict" || holder.field.storage === "links") continue;
    const found = await lockHolders(
      write,
      holder,
      sql`t.deleted_at is null and ${pointsAt(holder, bin.ids)}`,
    );
    batches.push(
      ...(holder.rule === "clear"
        ? await emptyReferences(write, holder, found)
        : await binAlong(write, holder.model, { records: found, to: bin.at })),
    );
  }
  return batches;
}

/**
 * What comes back with records that left the recycle bin: the records that went along with them, and the references
 * that were emptied when they went, where they are still empty.
 */
export async function regainHolders(
  write: Write,
  model: EntityModel,
  restored: readonly Values[],
): Promise<readonly ChangeBatch[]> {
  const batches: ChangeBatch[] = [];
  for (const holder of restored.length > 0 ? holdersOf(write, model) : []) {
    if (holder.rule === "restrict" || holder.field.storage === "links") continue;
    if (holder.rule === "clear") batches.push(...(await fillReferences(write, holder, restored)));
    else {
      for (const [at, together] of Map.groupBy(restored, (values) => scalarText(values["deleted_at"]))) {
        const ids = together.map((values) => textAt(values, "id"));
        const went = sql`t.deleted_at = ${at}::timestamptz and ${pointsAt(holder, ids)}`;
        const found = await lockHolders(write, holder, went);
        batches.push(...(await binAlong(write, holder.model, { records: found, to: null })));
      }
    }
  }
  return batches;
}

/**
 * The records to be restored without references to records that are still in the recycle bin; STORE_PARENT_DELETED
 * where the reference may not be emptied.
 */
export async function withoutDeleted(
  write: Write,
  model: EntityModel,
  changes: readonly PlannedChange[],
): Promise<readonly PlannedChange[]> {
  let result = changes;
  for (const field of model.columns) {
    const rule = field.definition && field.type?.deleteRule?.(field.definition);
    if (!rule || field.target === undefined) continue;
    const ids = changes.map(({ after }) => after[field.id]).filter((id) => typeof id === "string");
    if (ids.length === 0) continue;
    const target = write.session.context.model(write.app, field.target);
    const own = changes.map(({ after }) => textAt(after, "id"));
    const { rows } = await sql<{ id: string }>`
      select t.id from ${target.table} as t where t.id = any(${ids}::uuid[]) and t.deleted_at is not null
        and t.id <> all(${target.id === model.id ? own : []}::uuid[])`.execute(write.session.db);
    const gone = new Set(rows.map((row) => row.id));
    if (gone.size === 0) continue;
    if (rule !== "clear") throw recordParentDeleted({ field: field.name[write.actor.locale] });
    result = result.map((change) =>
      gone.has(textAt(change.after, field.id))
        ? { ...change, after: { ...change.after, [field.id]: null } }
        : change,
    );
  }
  return result;
}

function pointsAt({ field }: Holder, ids: readonly string[]): Sql {
  return sql`${sql.id("t", field.id)} = any(${[...ids]}::uuid[])`;
}

async function lockHolders(write: Write, { model }: Holder, condition: Sql): Promise<readonly Values[]> {
  const { rows } = await sql<DatabaseRow>`
    select ${selectList(model.columns)} from ${model.table} as t where ${condition}
    order by t.id ${model.lockClause}`.execute(write.session.db);
  return rows.map((row) => toValues(row, model));
}

async function emptyReferences(
  write: Write,
  { model, field }: Holder,
  records: readonly Values[],
): Promise<readonly ChangeBatch[]> {
  const changes = records.map((before) => ({ before, after: { ...before, [field.id]: null } }));
  return storeReferences(write, model, changes);
}

/** The references that the deletion of these records emptied, as far as nobody filled them since. */
async function fillReferences(
  write: Write,
  { model, field }: Holder,
  restored: readonly Values[],
): Promise<readonly ChangeBatch[]> {
  const ids = restored.map((values) => textAt(values, "id"));
  const { rows } = await sql<DatabaseRow>`
    select ${selectList(model.columns)}, e.target as "$target"
    from (select h.record, d.record as target
        from (select distinct on (record) record, change_set from mortise.record_history
            where record = any(${ids}::uuid[]) and type = 'deleted' order by record, at desc, sequence desc) as d
          join mortise.record_history as h on h.change_set = d.change_set and h.entity = ${model.id}
            and h.type = 'updated' and h.changes -> ${field.id}::text ->> 0 = d.record::text
            and h.changes -> ${field.id}::text ->> 1 is null) as e
      join ${model.table} as t on t.id = e.record
    where t.deleted_at is null and ${sql.id("t", field.id)} is null
    order by t.id ${model.lockClause}`.execute(write.session.db);
  const changes = rows.map((row) => {
    const before = toValues(row, model);
    return { before, after: { ...before, [field.id]: textAt(row, "$target") } };
  });
  return storeReferences(write, model, changes);
}

async function storeReferences(
  write: Write,
  model: EntityModel,
  changes: readonly PlannedChange[],
): Promise<readonly ChangeBatch[]> {
  const children = await liveChildren(
    write,
    model,
    changes.map(({ before }) => textAt(before, "id")),
  );
  const moment = { actor: write.actor, now: write.session.now };
  for (const { after } of changes) {
    applyFormulas(model, after, { moment, children: children(textAt(after, "id")) });
  }
  const records = await storeChanges(write, model, { type: "updated", changes });
  return records.length > 0 ? [batchOf(write, model.id, "updated", records)] : [];
}

/** Moves records along, with what hangs on them in turn. */
async function binAlong(
  write: Write,
  model: EntityModel,
  { records, to }: { readonly records: readonly Values[]; readonly to: string | null },
): Promise<readonly ChangeBatch[]> {
  if (records.length === 0) return [];
  const type = to === null ? "restored" : "deleted";
  const changes = records.map((before) => ({ before, after: { ...before, deleted_at: to } }));
  const stored = await storeChanges(write, model, { type, changes, logsStages: false });
  const ids = records.map((values) => textAt(values, "id"));
  const from = to === null ? scalarText(records[0]?.["deleted_at"]) : null;
  const below = await moveChildren(write, model, { parents: ids, from, to });
  const further =
    to === null
      ? await regainHolders(write, model, records)
      : await releaseHolders(write, model, { ids, at: to });
  return [batchOf(write, model.id, type, stored), ...below, ...further];
}

/** The records that a restricting reference of another live record holds. */
export async function heldIds(
  write: Write,
  model: EntityModel,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const holder of ids.length > 0 ? holdersOf(write, model) : []) {
    if (holder.rule !== "restrict") continue;
    const { rows } = await sql<{
      held: string;
    }>`select distinct held from ${heldSql(holder, ids)} as h`.execute(write.session.db);
    for (const row of rows) held.add(row.held);
  }
  return held;
}

/** Each live holder of some records with the record it holds; those that go themselves hold nothing. */
function heldSql({ model, field }: Holder, ids: readonly string[]): Sql {
  const link = field.storage === "links";
  const held = link ? sql`l.target` : sql`${sql.id("t", field.id)}`;
  const joined = link ? sql`join ${model.linkTable(field)} as l on l.source = t.id` : sql``;
  const isOwn = model.id === field.target;
  return sql`(select t.*, ${held} as held from ${model.table} as t ${joined}
    where t.deleted_at is null and ${held} = any(${[...ids]}::uuid[])
      ${isOwn ? sql`and t.id <> all(${[...ids]}::uuid[])` : sql``})`;
}

async function refuseHeld(write: Write, holder: Holder, ids: readonly string[]): Promise<void> {
  const { model, field } = holder;
  const access = accessForWrite(write, model.id);
  const { permission } = access;
  const title = model.field(model.entity.titleField);
  const isShown = title?.columnType != null && isAlwaysClear(permission, title.id);
  const shown = isShown && title ? sql`${sql.id("t", title.id)}::text` : sql`null::text`;
  const visible =
    accessTo(permission, field.id) === "hidden" ? sql`false` : predicateSql(permission.read, access);
  const { rows } = await sql<{ held: string; title: string | null; visible: boolean }>`
    select t.held, ${shown} as title, ${visible} as visible from ${heldSql(holder, ids)} as t
    order by visible desc, t.created_at desc limit 500`.execute(write.session.db);
  if (rows.length === 0) return;
  const details = [...Map.groupBy(rows, (row) => row.held)].map(([id, found]): ErrorDetail => ({
    path: `${write.pathPrefix}rows.${Math.max(0, ids.indexOf(id))}`,
    message: heldText(model, field, found),
  }));
  throw recordInUse({}, { details });
}

function heldText(
  model: EntityModel,
  field: ModelField,
  found: readonly { readonly title: string | null; readonly visible: boolean }[],
): ErrorDetail["message"] {
  const visible = found.filter((row) => row.visible);
  const names = visible.flatMap(({ title }) => (title === null ? [] : [title])).slice(0, NAMED);
  const others = visible.length > names.length || visible.length < found.length;
  const { zh, en } = model.entity.name;
  const listed = (separator: string, more: string) => [...names, ...(others ? [more] : [])].join(separator);
  return {
    zh: `被${zh || en}的“${field.name.zh || field.name.en}”引用：${listed("、", names.length > 0 ? "等" : "您无权查看的记录")}。请先修改或删除它们`,
    en: `Referred to by “${field.name.en || field.name.zh}” of ${en || zh}: ${listed(", ", names.length > 0 ? "and more" : "records you may not see")}. Change or delete those first`,
  };
}
