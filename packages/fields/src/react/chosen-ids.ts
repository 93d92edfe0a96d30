import type { Value } from "@mortise/expression";

/** The ids that stand in the value of a field that points at others. */
export function chosenIds(value: Value): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === "string") : [];
}

/** Ids as the value of such a field; null when there are none. */
export function chosenValue(ids: readonly string[], multiple: boolean): Value {
  const [first] = ids;
  if (first === undefined) return null;
  return multiple ? [...ids] : first;
}
