import type { EntityPermission } from "../permission/entity-permission.ts";
import type { RowAccess } from "../permission/row-access.ts";

const MOST_PLANS = 500;
/** Longer questions are asked once: keeping them would cost more than it saves. */
const MOST_LETTERS = 4_000;

/** Plans live as long as the permission they were made under, and that as long as its release. */
const kept = new WeakMap<EntityPermission, Map<string, unknown>>();

/**
 * What `make` answers for an actor and a question, made once for both: it may depend on nothing else. What looks at
 * the time while it is made is made anew each time.
 */
export function keptPlan<T>(access: RowAccess, question: string, make: (access: RowAccess) => T): T {
  const key = `${JSON.stringify(access.actor)}${question}`;
  const ofPermission = kept.get(access.permission) ?? new Map<string, unknown>();
  kept.set(access.permission, ofPermission);
  const known = ofPermission.get(key);
  // Each kind of question starts with a word of its own, so that what was kept under a key is of the asked type.
  if (known !== undefined) return known as T;
  const watch = { usesTime: false };
  const made = make({ ...access, watch });
  if (watch.usesTime || key.length > MOST_LETTERS) return made;
  const [oldest] = ofPermission.keys();
  if (ofPermission.size >= MOST_PLANS && oldest !== undefined) ofPermission.delete(oldest);
  ofPermission.set(key, made);
  return made;
}
