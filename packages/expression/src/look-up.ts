import { isPlainObject } from "@mortise/kit";
import type { Value } from "./types.ts";

/**
 * The value at a path among a record's own properties: the whole path as one property, or step by step through nested
 * records. Nothing of JavaScript itself (`constructor`, `__proto__`) can be reached.
 */
export function lookUp(record: Readonly<Record<string, unknown>>, path: string): Value | undefined {
  // Records hold values of the language; readers turn whatever else they find into null.
  if (Object.hasOwn(record, path)) return record[path] as Value;
  let current: unknown = record;
  for (const part of path.split(".")) {
    if (!isPlainObject(current) || !Object.hasOwn(current, part)) return undefined;
    current = current[part];
  }
  // Records hold values of the language, also inside what they refer to.
  return current as Value;
}
