import { canonicalJson } from "@mortise/kit";

/** The values that differ from what the form started with; clearing counts as null. */
export function changedValues(
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const changed = Object.entries(now).filter(
    ([field, value]) => canonicalJson(value ?? null) !== canonicalJson(before[field] ?? null),
  );
  return Object.fromEntries(changed.map(([field, value]) => [field, value ?? null]));
}
