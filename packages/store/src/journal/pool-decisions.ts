import type { LocalizedText } from "@mortise/kit";
import { sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";

/** Why one rule took records back, and how the facts are called that it decided by. */
export interface RecycleReason {
  /** The rule, as `recycle_rule` names it. */
  readonly rule: string;
  /** Where the records went. */
  readonly pool: string;
  readonly toOwner: boolean;
  readonly why: LocalizedText;
}

/** What of a decision is said of each fact. */
export interface RecycleFact {
  /** The field that holds it. */
  readonly field: string;
  readonly label: LocalizedText;
  /** Moments are said by the clock of the company, people by their names. */
  readonly kind: "moment" | "person";
  readonly decisive: boolean;
}

/** A change-set in which records were taken back, and what is said of it. */
export interface RecycleDecisions {
  readonly app: string;
  readonly entity: string;
  readonly changeSet: string;
  readonly release: number;
  readonly pool: { readonly id: string; readonly name: string };
  readonly reasons: readonly RecycleReason[];
  readonly facts: readonly RecycleFact[];
  readonly timeZone: string;
}

/**
 * Keeps for every record that a change-set took back why it did, with the facts that decided it: by one statement over the
 * log of owners.
 */
export async function keepRecycleDecisions(db: JournalDb, decisions: RecycleDecisions): Promise<void> {
  const { app, entity, changeSet, release, pool, reasons, facts, timeZone } = decisions;
  const details = facts.map(({ field, label, kind, decisive }) => {
    const raw = sql`o.basis ->> ${field}`;
    const value =
      kind === "person"
        ? sql`(select name from mortise.account where id = (${raw})::uuid)`
        : sql`to_char((${raw})::timestamptz at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI')`;
    return sql`case when ${raw} is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object('field', ${field}::text,
      'label', ${JSON.stringify(label)}::jsonb, 'value', jsonb_build_object('zh', ${value}, 'en', ${value}), 'decisive', ${decisive}::boolean)) end`;
  });
  const outcome = { rule: null, owner: null };
  await sql`
    insert into mortise.decision_log (id, app, entity, record, run, flow, flow_name, node, kind, why, details, at, outcome, basis)
    select gen_random_uuid(), o.app, o.entity, o.record, null, ${`pool/${pool.id}`}, ${pool.name}, split_part(o.rule, '__', 2), 'recycle',
      r.why, ${sql.join(details, sql` || `)}, o.at,
      ${JSON.stringify(outcome)}::jsonb || jsonb_build_object('owner', o.to_owner, 'rule', o.rule),
      jsonb_build_object('values', o.basis, 'release', ${release}::integer)
    from mortise.owner_log o join jsonb_to_recordset(${JSON.stringify(reasons)}::jsonb) as r(rule text, pool text, "toOwner" boolean, why jsonb)
      on r.rule = o.rule and r.pool = o.to_pool and r."toOwner" = (o.to_owner is not null)
    where o.change_set = ${changeSet}::uuid and o.app = ${app} and o.entity = ${entity} and o.how = 'recycled'`.execute(
    db,
  );
}
