import type { Catalog } from "@mortise/metadata";
import type { ActualSchema } from "../actual-schema.ts";
import type { FieldTypeLookup } from "../physical-column.ts";

/** What a migration is planned from. */
export interface MigrationRequest {
  readonly app: string;
  /** Number of the release that is being made: kept columns and tables are named by it. */
  readonly release: number;
  readonly before: Catalog | null;
  readonly after: Catalog;
  readonly actual: ActualSchema;
  readonly fieldType: FieldTypeLookup;
  /**
   * An older release comes back: changes of type that would lose values are then made with the present values
   * kept aside instead of being refused.
   */
  readonly restoring?: boolean;
}
