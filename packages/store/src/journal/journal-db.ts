import type { Kysely } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/** The database as journal functions take it: inside a write, the transaction's own `db`, so that both commit together. */
export type JournalDb = Kysely<SystemDatabase>;

/** Rows sent in one statement; keeps the text of a statement within a few megabytes. */
const CHUNK = 5_000;

/** Rows in pieces that one statement takes. */
export function chunks<Row>(rows: readonly Row[], size = CHUNK): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
