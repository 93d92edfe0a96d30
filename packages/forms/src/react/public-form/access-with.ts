import type { PublicAccess } from "@mortise/metadata";

/** The same with properties that may be set to nothing. */
export type Unset<Settings> = { readonly [Key in keyof Settings]?: Settings[Key] | undefined };

/** Changed settings without what is not set; undefined when nothing is. */
export function accessWith(access: PublicAccess, changes: Unset<PublicAccess>): PublicAccess | undefined {
  const set = Object.entries({ ...access, ...changes }).filter(([, one]) => one !== undefined);
  // Nothing of it is undefined any more.
  return set.length > 0 ? (Object.fromEntries(set) as PublicAccess) : undefined;
}
