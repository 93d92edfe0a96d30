import { allRecords, type Candidates, type RecordFinder } from "./existing-records.ts";
import { IdList } from "./id-list.ts";
import type { ImportTarget } from "./import-target.ts";
import { KeySet } from "./key-set.ts";
import { rowKey } from "./row-key.ts";

type Keyed = { readonly key: string | undefined };

/**
 * Which records may have which keys. Fields that records are told apart by need not have an index: looking every batch
 * up would read the whole table each time. So the keys are read once, what the import writes is added, and the database
 * is only asked about rows whose key is among them, and about the records that had it. What others write meanwhile under
 * the same key is not seen; where that must not be, the field is unique, has an index, and every batch is looked up.
 */
export class KnownRecords {
  readonly #keys: KeySet | undefined;
  readonly #ids = new IdList();
  /** Further records under the key of this number. */
  readonly #more = new Map<number, string[]>();

  private constructor(keys: KeySet | undefined) {
    this.#keys = keys;
  }

  /** Reads the keys of all records that the finder may see. */
  static async read(finder: RecordFinder, { keys, forms }: ImportTarget): Promise<KnownRecords> {
    if (keys.length === 0 || forms || keys.some((key) => key.unique === true))
      return new KnownRecords(undefined);
    const known = new KnownRecords(new KeySet());
    for await (const record of allRecords(finder, keys)) known.#add(rowKey(keys, record), record.id);
    return known;
  }

  /** The rows that may have a record already. */
  candidates<T extends Keyed>(rows: readonly T[]): Candidates<T> {
    const keys = this.#keys;
    if (!keys) return { rows };
    const found: T[] = [];
    const among: string[] = [];
    for (const row of rows) {
      const number = row.key === undefined ? undefined : keys.numberOf(row.key);
      if (number === undefined) continue;
      found.push(row);
      among.push(this.#ids.at(number), ...(this.#more.get(number) ?? []));
    }
    return { rows: found, among };
  }

  /** Adds rows that have become records of these ids. */
  note(rows: readonly Keyed[], ids: readonly string[]): void {
    for (const [index, { key }] of rows.entries()) this.#add(key, ids[index]);
  }

  #add(key: string | undefined, id: string | undefined): void {
    if (!this.#keys || key === undefined || id === undefined) return;
    const number = this.#keys.numberOf(key);
    if (number === undefined) {
      this.#ids.set(this.#keys.size, id);
      this.#keys.add(key);
      return;
    }
    const more = this.#more.get(number);
    if (more) more.push(id);
    else this.#more.set(number, [id]);
  }
}
