import type { Expression, Value } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";
import type { Actor, RecordRow, Store } from "@mortise/store";
import { rowKey } from "./row-key.ts";

const ASK_AT_ONCE = 400;

/** Where records are looked for, and with whose eyes. */
export interface RecordFinder {
  readonly store: Store;
  readonly actor: Actor;
  readonly app: string;
  readonly entity: string;
}

/** Ids of the records that have the same key as one of the rows; several when the key is not unique. */
export async function existingRecords(
  finder: RecordFinder,
  keys: readonly FieldDefinition[],
  rows: readonly Readonly<Record<string, Value>>[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const wanted = new Map(
    rows.flatMap((values) => {
      const key = rowKey(keys, values);
      return key === undefined ? [] : [[key, values] as const];
    }),
  );
  const selective = mostDistinct(keys, [...wanted.values()]);
  if (!selective) return found;
  const values = [...new Set([...wanted.values()].map((row) => row[selective.id] ?? null))];
  for (let start = 0; start < values.length; start += ASK_AT_ONCE) {
    // Values of a key field are scalars, which are expressions.
    const some = values.slice(start, start + ASK_AT_ONCE) as Expression[];
    const filter: Expression = { in: [{ var: selective.id }, some] };
    for await (const record of matching(finder, keys, filter)) {
      const key = rowKey(keys, record);
      if (key !== undefined && wanted.has(key)) found.set(key, [...(found.get(key) ?? []), record.id]);
    }
  }
  return found;
}

/** Every record that the finder may see, with its key fields only. */
export function allRecords(
  finder: RecordFinder,
  keys: readonly FieldDefinition[],
): AsyncGenerator<RecordRow> {
  return matching(finder, keys);
}

async function* matching(
  { store, actor, app, entity }: RecordFinder,
  keys: readonly FieldDefinition[],
  filter?: Expression,
): AsyncGenerator<RecordRow> {
  let after: string | undefined;
  do {
    const page = await store.records.query(actor, app, {
      entity,
      fields: keys.map((key) => key.id),
      ...(filter === undefined ? {} : { filter }),
      limit: 500,
      ...(after === undefined ? {} : { after }),
    });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

/** The key field that narrows the search best. */
function mostDistinct(
  keys: readonly FieldDefinition[],
  rows: readonly Readonly<Record<string, Value>>[],
): FieldDefinition | undefined {
  if (rows.length === 0) return undefined;
  const count = (field: FieldDefinition) => new Set(rows.map((row) => row[field.id])).size;
  return keys.toSorted((a, b) => count(b) - count(a))[0];
}
