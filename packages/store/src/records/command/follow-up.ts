import type { ChangeBatch } from "../change.ts";
import { refreshDerived } from "../derived/refresh-derived.ts";
import { renewHeld } from "../pool/renew-held.ts";
import type { Write } from "../session/write-session.ts";

/** What follows from what was written, in the same transaction: kept values of other records, and dates of pools. */
export async function followUp(
  write: Write,
  batches: readonly ChangeBatch[],
): Promise<readonly ChangeBatch[]> {
  const derived = await refreshDerived(write, batches);
  const renewed = await renewHeld(write, derived);
  return renewed.length === 0 ? derived : [...derived, ...(await refreshDerived(write, renewed))];
}
