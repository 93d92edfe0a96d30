import type { Sharing } from "../../model/effect.ts";

/** Who was looked at, as it is kept with a decision. */
export function sharingOf({ among, skipped }: Sharing): Sharing {
  return {
    ...(among ? { among } : {}),
    ...(skipped && Object.keys(skipped).length > 0 ? { skipped } : {}),
  };
}
