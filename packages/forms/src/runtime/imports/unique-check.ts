import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { type ImportComplaint, type Store, systemActor } from "@mortise/store";
import type { WritableRow } from "./decide-rows.ts";
import { existingRecords } from "./existing-records.ts";
import { KeySet } from "./key-set.ts";
import { rowKey, valueText } from "./row-key.ts";

/** Foretells for a check which rows the gateway would refuse for a value that must be unique. */
export class UniqueCheck {
  readonly #store: Store;
  readonly #place: { readonly app: string; readonly entity: string };
  readonly #fields: readonly { readonly field: FieldDefinition; readonly seen: KeySet }[];

  constructor(
    store: Store,
    place: { readonly app: string; readonly entity: string },
    fields: readonly FieldDefinition[],
  ) {
    this.#store = store;
    this.#place = place;
    this.#fields = fields
      .filter((field) => field.unique === true)
      .map((field) => ({ field, seen: new KeySet() }));
  }

  /** Complaints about rows whose value another record or an earlier row has; one per row. */
  async complaints(rows: readonly WritableRow[]): Promise<readonly ImportComplaint[]> {
    const byRow = new Map<number, ImportComplaint>();
    for (const { field, seen } of this.#fields) {
      const values = rows.map((row) => row.values);
      const finder = { store: this.#store, actor: systemActor, ...this.#place };
      const existing = await existingRecords(finder, [field], values);
      for (const { row, id, values: given } of rows) {
        const key = rowKey([field], given);
        if (key === undefined) continue;
        const isTaken = (existing.get(key) ?? []).some((other) => other !== id);
        const isRepeated = !seen.add(key) && id === null;
        if (isTaken || isRepeated) {
          const value = valueText(given[field.id] ?? null);
          byRow.set(row, {
            row,
            cell: null,
            label: field.name.zh || field.name.en,
            value,
            message: isTaken ? taken : repeated,
          });
        }
      }
    }
    return [...byRow.values()];
  }
}

const taken: LocalizedText = { zh: "该值已存在，请换一个", en: "This value exists already; choose another" };
const repeated: LocalizedText = {
  zh: "与文件中前面的行重复",
  en: "Repeats the value of an earlier row of the file",
};
