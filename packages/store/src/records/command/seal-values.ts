import type { EntityModel } from "../model/entity-model.ts";
import type { Values } from "../model/row-values.ts";

/** Whatever a value came from, nothing is stored in clear that is to be sealed; what is sealed already stays as it is. */
export function sealValues({ sealed }: EntityModel, records: readonly Values[]): void {
  for (const { id, seal } of sealed)
    for (const record of records) {
      const value = record[id];
      if (seal && typeof value === "string") record[id] = seal.seal(value);
    }
}
