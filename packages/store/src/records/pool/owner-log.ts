import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import type { RecordChange } from "../change.ts";
import type { HistoryType } from "../history/history-entry.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { Cause } from "../record-command.ts";
import type { Sql } from "../sql-text.ts";
import type { Write } from "../session/write-session.ts";
import { recycleBasis } from "./recycle-basis.ts";

/** How a record went from one owner or pool to another. */
export type OwnerChange =
  | "claimed"
  | "assigned"
  | "returned"
  | "recycled"
  | "transferred"
  | "handed-over"
  | "moved"
  | "imported"
  | "undone";

const BY_CAUSE: Readonly<Record<Cause["type"], OwnerChange>> = {
  user: "transferred",
  api: "transferred",
  import: "imported",
  flow: "assigned",
  pool: "recycled",
  "public-form": "transferred",
  undo: "undone",
  seed: "imported",
};

/**
 * Writes down from whom to whom records of an entity with a pool went, as a part of the statement that writes their
 * history; nothing when none of them did.
 */
export function ownerLogPart(
  write: Write,
  model: EntityModel,
  {
    type,
    records,
    note,
  }: { readonly type: HistoryType; readonly records: readonly RecordChange[]; readonly note?: string },
): readonly Sql[] {
  if (!model.entity.pool || type === "created") return [];
  const rows = records.flatMap(({ id, before, after, changed }) => {
    const owner = changed.includes("owner");
    if (!before || !(owner || changed.includes("pool"))) return [];
    return [
      {
        record: id,
        how: owner ? howOf(write, type, after) : "moved",
        from_owner: text(before["owner"]),
        to_owner: text(after["owner"]),
        from_pool: text(before["pool"]),
        to_pool: text(after["pool"]),
        held_since: text(before["held_since"]),
        ...(write.cause.type === "pool"
          ? { rule: text(before["recycle_rule"]), basis: recycleBasis(model, before) }
          : {}),
      },
    ];
  });
  if (rows.length === 0) return [];
  return [
    sql`owners as (
      insert into mortise.owner_log (app, entity, record, at, how, from_owner, to_owner, from_pool, to_pool, held_since, rule, reason, basis, actor, change_set)
      select ${write.app}, ${model.id}, r.record, ${write.session.moment}::timestamptz, r.how, r.from_owner, r.to_owner,
        r.from_pool, r.to_pool, r.held_since, r.rule, ${note ?? null}, r.basis, ${write.actor.userId}::uuid, ${write.session.changeSet}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(record uuid, how text, from_owner uuid, to_owner uuid,
        from_pool text, to_pool text, held_since timestamptz, rule text, basis jsonb))`,
  ];
}

function howOf({ cause }: Write, type: HistoryType, after: Readonly<Record<string, Value>>): OwnerChange {
  if (cause.details?.["handOver"] === true) return "handed-over";
  if (cause.type === "pool") return "recycled";
  if (type === "claimed" || type === "assigned") return type;
  if (type === "released") return cause.type === "flow" ? "recycled" : "returned";
  // A person may empty the owner of a record as well as give it back.
  return cause.type === "user" && (after["owner"] ?? null) === null ? "returned" : BY_CAUSE[cause.type];
}

function text(value: Value | undefined): string | null {
  return typeof value === "string" ? value : null;
}
