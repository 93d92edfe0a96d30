import type { Catalog } from "../catalog.ts";

/** The two states that are compared, to look names up in. */
export interface DiffContext {
  readonly before: Catalog;
  readonly after: Catalog;
}
