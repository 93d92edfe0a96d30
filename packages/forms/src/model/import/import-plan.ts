import type {
  ColumnMapping as ColumnMappingSchema,
  ImportJob as ImportJobSchema,
  ImportPlan as ImportPlanSchema,
} from "@mortise/contract";
import type { Static } from "typebox";

/** How one column of a file fills a field; `field` null leaves it out. */
export type ColumnMapping = Static<typeof ColumnMappingSchema>;

/** What to do with a file. */
export type ImportPlan = Static<typeof ImportPlanSchema>;

/** Child rows on a sheet of their own. */
export type ChildSheet = NonNullable<ImportPlan["childSheets"]>[number];

/** An import as the API shows it. */
export type ImportJob = Static<typeof ImportJobSchema>;

/** What an import would do or did, in rows. */
export type ImportCounts = NonNullable<ImportJob["counts"]>;

/** A plan for a file that was just read: everything else is the person's to change. */
export function startPlan(
  entity: string,
  place: { readonly sheet: number; readonly headerRow: number },
  guess: {
    readonly mapping: readonly ColumnMapping[];
    readonly keys: readonly string[];
    readonly childSheets?: readonly ChildSheet[];
  },
): ImportPlan {
  return {
    entity,
    ...place,
    mapping: [...guess.mapping],
    keys: [...guess.keys],
    duplicates: "skip",
    blanks: "keep",
    values: {},
    createOptions: false,
    runFlows: true,
    owner: "keep",
    ...(guess.childSheets?.length ? { childSheets: [...guess.childSheets] } : {}),
  };
}
