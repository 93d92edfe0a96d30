import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { Sql } from "../records/sql-text.ts";
import type { JournalDb } from "./journal-db.ts";

/** Where a rotation stands. */
export interface RotationCursor {
  readonly last: string;
  readonly place: number;
  readonly owed?: readonly string[];
  readonly weights?: Readonly<Record<string, number>>;
}

/** Where the rotations of one node stand, by key. */
export type CursorsOfNode = Readonly<Record<string, RotationCursor>>;

/** Where the rotations of a node stand, to be kept. */
export interface CursorRow {
  readonly app: string;
  readonly flow: string;
  readonly node: string;
  readonly cursors: CursorsOfNode;
}

/**
 * Locks the rotations of one flow's nodes until the transaction ends and reads them: concurrent batches take turns,
 * so that nobody is skipped or served twice. A lock needs a row to hold: those that are missing are made first.
 */
export async function lockCursors(
  db: JournalDb,
  { app, flow }: { readonly app: string; readonly flow: string },
  nodes: readonly string[],
): Promise<Readonly<Record<string, CursorsOfNode>>> {
  const wanted = [...new Set(nodes)].toSorted();
  const rows = await lockRows(db, { app, flow }, wanted);
  if (rows.length === wanted.length) return byNode(rows);
  await sql`
    ${PREPARED} insert into mortise.flow_cursor (app, flow, node) select ${app}, ${flow}, node from unnest(${wanted}::text[]) as n(node)
    on conflict do nothing`.execute(db);
  return byNode(await lockRows(db, { app, flow }, wanted));
}

async function lockRows(
  db: JournalDb,
  { app, flow }: { readonly app: string; readonly flow: string },
  nodes: readonly string[],
): Promise<readonly Pick<CursorRow, "node" | "cursors">[]> {
  const { rows } = await sql<Pick<CursorRow, "node" | "cursors">>`
    ${PREPARED} select node, cursors from mortise.flow_cursor where app = ${app} and flow = ${flow} and node = any(${nodes}::text[])
    order by node for update`.execute(db);
  return rows;
}

function byNode(rows: readonly Pick<CursorRow, "node" | "cursors">[]) {
  return Object.fromEntries(rows.map((row) => [row.node, row.cursors]));
}

/** Keeps where rotations stand now, as a part of a statement. */
export function cursorsPart(rows: readonly CursorRow[]): Sql {
  return sql`
    update mortise.flow_cursor as c set cursors = r.cursors
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(app text, flow text, node text, cursors jsonb)
    where c.app = r.app and c.flow = r.flow and c.node = r.node`;
}
