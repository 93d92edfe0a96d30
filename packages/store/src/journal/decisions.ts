import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { QuotingText } from "@mortise/metadata";
import { sql } from "kysely";
import type { Sql } from "../records/sql-text.ts";
import type { RotationCursor } from "./cursors.ts";
import type { JournalDb } from "./journal-db.ts";
import type { TallyRow } from "./tallies.ts";

/** Why something was decided about a record. */
export interface DecisionRow {
  readonly id: string;
  readonly app: string;
  readonly entity: string;
  readonly record: string;
  /** Absent when a pool decided, without a flow. */
  readonly run: string | null;
  readonly flow: string;
  readonly flow_name: string;
  readonly node: string;
  readonly kind: string;
  readonly why: QuotingText;
  readonly details: readonly {
    readonly field?: string;
    readonly uses?: readonly string[];
    readonly guards?: readonly { readonly entity: string; readonly fields: readonly string[] }[];
    readonly label: LocalizedText;
    readonly value: LocalizedText;
    readonly decisive: boolean;
  }[];
  readonly at: string;
  /** Who owns the record after it, and by which rule. */
  readonly outcome?: DecisionOutcomeRow | null;
  /** What it was made from; see `keepRoster` for the people of that moment. */
  readonly basis?: DecisionBasisRow | null;
  /** Key of the people and teams among whom it was made. */
  readonly roster?: string | null;
}

/** Who was given a record; null for the pool and for no rule. */
export interface DecisionOutcomeRow {
  readonly owner: string | null;
  readonly rule: string | null;
  /** Key of the rule whose people it waits for. */
  readonly waits?: string;
  /** To whom it is offered. */
  readonly offered?: string;
  /** What somebody answered to an offer. */
  readonly answer?: { readonly user: string; readonly says: "accepted" | "passed" | "late" };
  /** Among whom it was shared out, and by how much each of them counts. */
  readonly among?: Readonly<Record<string, number>>;
  /** Who was passed over, by the kind of reason. */
  readonly skipped?: Readonly<Record<string, readonly string[]>>;
}

/** Values, turns and figures of the moment of a decision. */
export interface DecisionBasisRow {
  readonly values: Readonly<Record<string, unknown>>;
  readonly cursors?: Readonly<Record<string, RotationCursor | null>>;
  readonly loads?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly tallies?: Readonly<Record<string, TallyRow>>;
  /** Records with an owner that lookups found, by their key. */
  readonly owners?: Readonly<Record<string, readonly { readonly id: string; readonly owner: string }[]>>;
  readonly memory?: JsonObject;
  readonly approvals?: readonly { readonly node: string; readonly users: readonly string[] }[];
  /** Of decisions of pools: the release whose rules decided. */
  readonly release?: number;
}

/** A decision as read, with who had started the flow that made it, if somebody did. */
export interface KnownDecision extends DecisionRow {
  readonly started_by: string | null;
  readonly starter: string | null;
}

/** Keeps decisions, as a part of a statement. */
export function decisionsPart(rows: readonly DecisionRow[]): Sql {
  return sql`
      insert into mortise.decision_log (id, app, entity, record, run, flow, flow_name, node, kind, why, details, at, outcome, basis, roster)
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, app text, entity text, record uuid, run uuid,
        flow text, flow_name text, node text, kind text, why jsonb, details jsonb, at timestamptz, outcome jsonb, basis jsonb, roster text)`;
}

/** Which decisions of a record to read. */
export interface DecisionQuery {
  readonly app: string;
  readonly entity: string;
  readonly record: string;
  /** Only decisions made before this moment. */
  readonly before?: string;
  readonly limit: number;
}

/** The decisions about one record, newest first. */
export async function decisionsOf(db: JournalDb, query: DecisionQuery): Promise<readonly KnownDecision[]> {
  const { app, entity, record, before = null, limit } = query;
  const { rows } = await sql<KnownDecision>`
    select d.*, r.started_by, a.name as starter
    from mortise.decision_log d left join mortise.flow_run r on r.id = d.run left join mortise.account a on a.id = r.started_by
    where d.app = ${app} and d.entity = ${entity} and d.record = ${record}::uuid
      and (${before}::timestamptz is null or d.at < ${before}::timestamptz)
    order by d.at desc, d.id desc limit ${limit}`.execute(db);
  return rows;
}
