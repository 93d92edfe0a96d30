import type { Value } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";
import type { Actor, RecordRow, Store } from "@mortise/store";

const ASK_AT_ONCE = 1_000;

/** Where records are looked for, and with whose eyes. */
export interface RecordFinder {
  readonly store: Store;
  readonly actor: Actor;
  readonly app: string;
  readonly entity: string;
}

/** Rows that may have a record already, and the records to look among; every record when there is no list. */
export interface Candidates<T> {
  readonly rows: readonly T[];
  readonly among?: readonly string[];
}

/** A row with what tells its record apart. */
export interface KeyedRow {
  readonly key: string | undefined;
  readonly values: Readonly<Record<string, Value>>;
}

/**
 * Ids of the records that have the same key as one of the rows, by key; several when the key is not unique. With a
 * list, only the records in it are looked at.
 */
export async function existingRecords(
  { store, actor, app, entity }: RecordFinder,
  keys: readonly FieldDefinition[],
  { rows, among }: Candidates<KeyedRow>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const wanted = new Map(
    rows.flatMap((row) => (row.key === undefined ? [] : [[row.key, row.values] as const])),
  );
  const entries = [...wanted];
  for (let start = 0; start < entries.length; start += ASK_AT_ONCE) {
    const some = entries.slice(start, start + ASK_AT_ONCE);
    const ids = await store.records.matchKeys(actor, app, {
      entity,
      keys: keys.map(({ id }) => id),
      rows: some.map(([, values]) => keys.map(({ id }) => values[id] ?? null)),
      ...(among ? { among } : {}),
    });
    for (const [index, [key]] of some.entries()) {
      const same = ids[index] ?? [];
      if (same.length > 0) found.set(key, same);
    }
  }
  return found;
}

/** Every record that the finder may see, with its key fields only. */
export async function* allRecords(
  { store, actor, app, entity }: RecordFinder,
  keys: readonly FieldDefinition[],
): AsyncGenerator<RecordRow> {
  let after: string | undefined;
  do {
    const page = await store.records.query(actor, app, {
      entity,
      fields: keys.map((key) => key.id),
      limit: 500,
      ...(after === undefined ? {} : { after }),
    });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}
