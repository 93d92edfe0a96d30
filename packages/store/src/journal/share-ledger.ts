import type { QuotingText } from "@mortise/metadata";
import { sql } from "kysely";
import type { Sql } from "../records/sql-text.ts";
import type { JournalDb } from "./journal-db.ts";

/** Which decisions are counted: those of some flows that gave somebody a record. */
export interface LedgerQuery {
  readonly app: string;
  readonly flows: readonly string[];
  readonly from: Date;
  /** Without this moment itself. */
  readonly until: Date;
}

/** A figure of one person under one rule of a step. */
export interface LedgerFigure {
  readonly flow: string;
  readonly node: string;
  readonly rule: string;
  readonly account: string;
  /** `due`, `given`, `madeUp`, `weight`, or `missed/` and the kind of reason. */
  readonly what: string;
  readonly amount: number;
}

/** A rule of a step. */
export interface LedgerRule {
  readonly flow: string;
  readonly node: string;
  readonly rule: string;
}

/** A record that somebody was given, or missed. */
export interface LedgerRecord {
  readonly id: string;
  readonly entity: string;
  readonly record: string;
  readonly at: string;
  readonly owner: string;
  readonly why: QuotingText;
  /** Why the person missed it; null when they got it. */
  readonly missed: string | null;
}

/**
 * Decisions that gave a record to somebody, with whom else it could have gone to. An offer counts once it is accepted, by those
 * among whom it was made. Older decisions do not say among whom: what they gave was due.
 */
function givenSql({ app, flows, from, until }: LedgerQuery): Sql {
  return sql`
    select d.id, d.flow, d.node, d.turn, d.entity, d.record, d.at, d.why, d.outcome ->> 'rule' as rule, d.outcome ->> 'owner' as owner,
      coalesce(made.outcome -> 'among', jsonb_build_object(d.outcome ->> 'owner', 1)) as among,
      coalesce(made.outcome -> 'skipped', '{}') as skipped, coalesce(made.basis -> 'cursors', '{}') as cursors
    from mortise.decision_log d
      cross join lateral (
        select d.outcome, d.basis where not d.outcome ? 'answer'
        union all
        (select o.outcome, o.basis from mortise.decision_log o
          where d.outcome ? 'answer' and o.record = d.record and o.run = d.run and o.node = d.node and o.turn < d.turn
            and o.outcome ->> 'offered' = d.outcome ->> 'owner'
          order by o.turn desc limit 1)
      ) as made
    where d.app = ${app} and d.flow = any(${[...flows]}::text[]) and d.kind = 'assign'
      and d.at >= ${from.toISOString()}::timestamptz and d.at < ${until.toISOString()}::timestamptz
      and d.outcome ->> 'owner' is not null and d.outcome ->> 'rule' is not null`;
}

/**
 * How much was due to each person and given to them, by rule. What a decision gives is due to all among whom it was
 * made, to each by their share: over all of them it comes to the same.
 */
export async function ledgerFigures(db: JournalDb, query: LedgerQuery): Promise<readonly LedgerFigure[]> {
  const { rows } = await sql<LedgerFigure>`
    with given as (${givenSql(query)}), alike as materialized (
      -- Most decisions of a rule are made among the same people.
      select flow, node, rule, owner, among, skipped, made_up, count(*) as times, max(turn) as turn from (
        select *, exists (select from jsonb_each(cursors) as c where c.value -> 'owed' ? owner) as made_up from given) as g
      group by flow, node, rule, owner, among, skipped, made_up
    ), figures as (
      select flow, node, rule, a.key as account, 'due' as what, times * a.value::numeric / whole.total as amount
      from alike cross join lateral (select sum(value::numeric) as total from jsonb_each_text(among)) as whole
        cross join lateral jsonb_each_text(among) as a
      union all select flow, node, rule, owner, 'given', times from alike
      union all select flow, node, rule, owner, 'madeUp', times from alike where made_up
      union all select flow, node, rule, account, 'missed/' || s.key, times
        from alike cross join lateral jsonb_each(skipped) as s cross join lateral jsonb_array_elements_text(s.value) as account
    ), last_shares as (
      select distinct on (flow, node, rule, a.key) flow, node, rule, a.key as account, 'weight' as what, a.value::numeric as amount
      from alike cross join lateral jsonb_each_text(among) as a order by flow, node, rule, a.key, turn desc
    )
    select flow, node, rule, account, what, sum(amount)::float8 as amount from figures group by flow, node, rule, account, what
    union all select flow, node, rule, account, what, amount::float8 from last_shares`.execute(db);
  return rows;
}

/** Which records behind a figure are read. */
export interface LedgerPage {
  readonly account: string;
  readonly side: "given" | "missed";
  /** Only decisions before this one. */
  readonly before?: { readonly at: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** The records that somebody was given under a rule, or missed; the newest first. */
export async function ledgerRecords(
  db: JournalDb,
  query: LedgerQuery & LedgerRule,
  { account, side, before, limit }: LedgerPage,
): Promise<readonly LedgerRecord[]> {
  const missed = sql`(select s.key from jsonb_each(skipped) as s where s.value ? ${account} limit 1)`;
  const { rows } = await sql<LedgerRecord>`
    with given as (${givenSql(query)})
    select id, entity, record, at, owner, why, ${side === "missed" ? missed : sql`null::text`} as missed from given
    where node = ${query.node} and rule = ${query.rule}
      and ${side === "given" ? sql`owner = ${account}` : sql`${missed} is not null`}
      and (${before?.id ?? null}::uuid is null or (at, id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by at desc, id desc limit ${limit}`.execute(db);
  return rows;
}
