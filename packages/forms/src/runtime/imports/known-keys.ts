import { allRecords, type RecordFinder } from "./existing-records.ts";
import type { ImportTarget } from "./import-target.ts";
import { KeySet } from "./key-set.ts";
import { rowKey } from "./row-key.ts";

/**
 * Which keys may have a record. Fields that records are told apart by need not have an index: looking every batch up
 * would read the whole table each time. So the keys are read once, what the import writes is added, and the database is
 * only asked about rows whose key is among them. What others write meanwhile under the same key is not seen; where that
 * must not be, the field is unique, has an index, and every batch is looked up.
 */
export class KnownKeys {
  readonly #seen: KeySet | undefined;

  private constructor(seen: KeySet | undefined) {
    this.#seen = seen;
  }

  /** Reads the keys of all records that the finder may see. */
  static async read(finder: RecordFinder, { keys, forms }: ImportTarget): Promise<KnownKeys> {
    if (keys.length === 0 || forms || keys.some((key) => key.unique === true))
      return new KnownKeys(undefined);
    const seen = new KeySet();
    for await (const record of allRecords(finder, keys)) {
      const key = rowKey(keys, record);
      if (key !== undefined) seen.add(key);
    }
    return new KnownKeys(seen);
  }

  /** The rows that may have a record already. */
  candidates<T extends { readonly key: string | undefined }>(rows: readonly T[]): readonly T[] {
    const seen = this.#seen;
    return seen ? rows.filter(({ key }) => key !== undefined && seen.has(key)) : rows;
  }

  /** Adds the keys of rows that become records. */
  note(rows: readonly { readonly key: string | undefined }[]): void {
    for (const { key } of this.#seen ? rows : []) if (key !== undefined) this.#seen?.add(key);
  }
}
