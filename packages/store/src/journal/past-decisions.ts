import { sql } from "kysely";
import type { CursorsOfNode } from "./cursors.ts";
import type { DecisionBasisRow, DecisionOutcomeRow } from "./decisions.ts";
import type { JournalDb } from "./journal-db.ts";

/** A decision about an owner as it was made. */
export interface PastDecisionRow {
  readonly turn: number;
  readonly record: string;
  readonly node: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly outcome: DecisionOutcomeRow | null;
  readonly basis: DecisionBasisRow | null;
  readonly roster: string | null;
  /** The release under which the flow ran. */
  readonly release: number;
}

/** Which decisions are read: those that gave owners, from a moment on. */
export interface PastDecisionQuery {
  readonly app: string;
  readonly flow: string;
  readonly since: Date;
}

/** What a flow decided about owners when it was started, in the order in which it did. Decisions that are older than their numbers are left out. */
export async function assignmentsOf(
  db: JournalDb,
  { app, flow, since }: PastDecisionQuery,
): Promise<readonly PastDecisionRow[]> {
  const { rows } = await sql<PastDecisionRow>`
    select d.turn::float8 as turn, d.record, d.node, (extract(epoch from d.at) * 1000)::float8 as at, d.outcome, d.basis, d.roster, r.release
    from mortise.decision_log d join mortise.flow_run r on r.id = d.run
    where d.app = ${app} and d.flow = ${flow} and d.kind = 'assign' and d.at >= ${since.toISOString()}::timestamptz
      and d.turn is not null and d.basis is not null and r.started_at = d.at
    order by d.turn`.execute(db);
  return rows;
}

/** Where the rotations of a flow stand, by step; nothing is locked. */
export async function cursorsOfFlow(
  db: JournalDb,
  { app, flow }: { readonly app: string; readonly flow: string },
): Promise<Readonly<Record<string, CursorsOfNode>>> {
  const { rows } = await sql<{ node: string; cursors: CursorsOfNode }>`
    select node, cursors from mortise.flow_cursor where app = ${app} and flow = ${flow}`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.node, row.cursors]));
}
