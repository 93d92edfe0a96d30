import { isPlainObject } from "@mortise/kit";
import type { Environment, Value } from "./types.ts";

/** What belongs to an evaluation besides the record. */
export interface RecordEnvironmentOptions {
  readonly now: Date;
  readonly timeZone: string;
  /** Id of the person acting, read as `$user`. */
  readonly user?: string;
  /** Teams of that person and those below them, read as `$teams`. */
  readonly teams?: readonly string[];
  /** The record before the change, read as `$old.<field>`. */
  readonly old?: Readonly<Record<string, unknown>>;
}

function lookUp(record: Readonly<Record<string, unknown>>, path: string): Value | undefined {
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

/**
 * The environment of one record. Names are looked up among the record's own properties only, so nothing of
 * JavaScript itself (`constructor`, `__proto__`) can be reached.
 */
export function recordEnvironment(
  record: Readonly<Record<string, unknown>>,
  options: RecordEnvironmentOptions,
): Environment {
  const { now, timeZone, user, teams, old } = options;
  return {
    now,
    timeZone,
    get(path) {
      if (!path.startsWith("$")) return lookUp(record, path);
      if (path === "$user") return user;
      if (path === "$teams") return teams;
      return path.startsWith("$old.") && old ? lookUp(old, path.slice(5)) : undefined;
    },
  };
}
