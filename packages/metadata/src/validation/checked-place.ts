import type { Catalog } from "../catalog.ts";
import type { EntityDocument } from "../documents/entity.ts";
import type { ProblemList } from "./problem.ts";

/** Where a field under examination stands: its entity, and where complaints go. */
export interface CheckedPlace {
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly list: ProblemList;
}
