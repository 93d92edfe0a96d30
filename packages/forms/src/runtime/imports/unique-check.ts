import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { type ImportComplaint, type Store, systemActor, type UniqueForm } from "@mortise/store";
import type { WritableRow } from "./import-rows.ts";
import { existingRecords, type RecordFinder } from "./existing-records.ts";
import { KeySet } from "./key-set.ts";
import { rowKey, valueText } from "./row-key.ts";

/** Fields of which no two records have the same values. */
export interface UniqueGroup {
  readonly fields: readonly FieldDefinition[];
  /** How a rule compares them; absent for a field that is unique by itself. */
  readonly forms: ReadonlyMap<string, UniqueForm> | undefined;
}

/** Foretells for a check which rows the gateway would refuse for values that must be unique. */
export class UniqueCheck {
  readonly #finder: RecordFinder;
  readonly #groups: readonly (UniqueGroup & { readonly seen: KeySet })[];

  constructor(
    store: Store,
    place: { readonly app: string; readonly entity: string },
    groups: readonly UniqueGroup[],
  ) {
    this.#finder = { store, actor: systemActor, ...place };
    this.#groups = groups.map((group) => ({ ...group, seen: new KeySet() }));
  }

  /** Complaints about rows whose values another record or an earlier row has; one per row. */
  async complaints(rows: readonly WritableRow[]): Promise<readonly ImportComplaint[]> {
    const byRow = new Map<number, ImportComplaint>();
    for (const { fields, forms, seen } of this.#groups) {
      const [first] = fields;
      const keyed = rows.map((row) => ({ ...row, key: rowKey(fields, row.values, forms) }));
      const existing = await existingRecords(this.#finder, fields, { rows: keyed });
      for (const { row, id, values, key } of keyed) {
        if (!first || key === undefined) continue;
        const isTaken = (existing.get(key) ?? []).some((other) => other !== id);
        const isRepeated = !seen.add(key) && id === null;
        if (!isTaken && !isRepeated) continue;
        byRow.set(row, {
          row,
          cell: null,
          label: first.name.zh || first.name.en,
          value: valueText(values[first.id] ?? null),
          message: isTaken ? taken : repeated,
        });
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
