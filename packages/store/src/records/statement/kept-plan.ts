import type { EntityPermission } from "../permission/entity-permission.ts";
import type { RowAccess } from "../permission/row-access.ts";

/** Some tens of kilobytes each: what is asked by the people who are at work, over all apps of the process. */
const MOST_PLANS = 400;
/** Longer questions are asked once: keeping them would cost more than it saves. */
const MOST_LETTERS = 4_000;

/** Permissions live as long as their release; a plan of an earlier one is met no more and makes room in time. */
const numbers = new WeakMap<EntityPermission, number>();
let latestNumber = 0;

/** Those used last come last. */
const kept = new Map<string, unknown>();

/**
 * What `make` answers for an actor and a question, made once for both: it may depend on nothing else. What looks at
 * the time while it is made is made anew each time.
 */
export function keptPlan<T>(access: RowAccess, question: string, make: (access: RowAccess) => T): T {
  const key = `${numberOf(access.permission)} ${JSON.stringify(access.actor)} ${question}`;
  const known = kept.get(key);
  if (known !== undefined) {
    kept.delete(key);
    kept.set(key, known);
    // Each kind of question starts with a word of its own, so that what was kept under a key is of the asked type.
    return known as T;
  }
  const watch = { usesTime: false };
  const made = make({ ...access, watch });
  if (watch.usesTime || key.length > MOST_LETTERS) return made;
  const [oldest] = kept.keys();
  if (kept.size >= MOST_PLANS && oldest !== undefined) kept.delete(oldest);
  kept.set(key, made);
  return made;
}

function numberOf(permission: EntityPermission): number {
  const known = numbers.get(permission);
  if (known !== undefined) return known;
  latestNumber += 1;
  numbers.set(permission, latestNumber);
  return latestNumber;
}
