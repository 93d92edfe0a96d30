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
  /** Indexes for views and reports that are not to be built. */
  readonly refused?: ReadonlySet<string>;
  /** An older release comes back: what cannot be converted takes the value that was kept aside. */
  readonly restoring?: boolean;
  /** Fields (`lead.amount`) whose type changed though every stored value stays as it is: nothing is converted. */
  readonly unchanged?: ReadonlySet<string>;
}
