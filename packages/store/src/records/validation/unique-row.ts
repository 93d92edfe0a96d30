import type { Values } from "../model/row-values.ts";

/** A row as it will be stored. */
export interface UniqueRow {
  readonly id: string;
  readonly path: string;
  readonly values: Values;
}
