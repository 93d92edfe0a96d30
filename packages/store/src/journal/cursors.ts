import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { JournalDb } from "./journal-db.ts";

/** Where the rotations of one node stand, by key. */
export type CursorsOfNode = Readonly<Record<string, { readonly last: string; readonly place: number }>>;

/**
 * Locks the rotations of one flow's nodes until the transaction ends and reads them: concurrent batches take turns,
 * so that nobody is skipped or served twice. Rows are made first, because a lock needs a row to hold.
 */
export async function lockCursors(
  db: JournalDb,
  { app, flow }: { readonly app: string; readonly flow: string },
  nodes: readonly string[],
): Promise<Readonly<Record<string, CursorsOfNode>>> {
  const wanted = [...new Set(nodes)].toSorted();
  await sql`
    ${PREPARED} insert into mortise.flow_cursor (app, flow, node) select ${app}, ${flow}, node from unnest(${wanted}::text[]) as n(node)
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ node: string; cursors: CursorsOfNode }>`
    select node, cursors from mortise.flow_cursor where app = ${app} and flow = ${flow} and node = any(${wanted}::text[])
    order by node for update`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.node, row.cursors]));
}

/** Keeps where the rotations of one node stand now. */
export async function saveCursors(
  db: JournalDb,
  { app, flow, node }: { readonly app: string; readonly flow: string; readonly node: string },
  cursors: CursorsOfNode,
): Promise<void> {
  await sql`
    update mortise.flow_cursor set cursors = ${JSON.stringify(cursors)}::jsonb
    where app = ${app} and flow = ${flow} and node = ${node}`.execute(db);
}
