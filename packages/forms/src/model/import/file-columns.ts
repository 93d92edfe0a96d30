import type { EntityDocument } from "@mortise/metadata";
import { fileFields } from "./import-fields.ts";
import type { ColumnMapping, ImportPlan } from "./import-plan.ts";

/** The plan with the columns that a guess gives to files, now that files are there; what was chosen stays. */
export function withFileColumns(
  plan: ImportPlan,
  guess: readonly ColumnMapping[],
  entity: EntityDocument,
): ImportPlan {
  const taken = new Set(plan.mapping.map(({ field }) => field));
  const files = new Set(fileFields(entity).map(({ id }) => id));
  const mapping = plan.mapping.map((one) => {
    const field = guess.find(({ column }) => column === one.column)?.field ?? null;
    return one.field === null && field !== null && files.has(field) && !taken.has(field)
      ? { ...one, field }
      : one;
  });
  return { ...plan, mapping };
}
