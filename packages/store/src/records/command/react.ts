import type { ChangeBatch } from "../change.ts";
import type { Write } from "../session/write-session.ts";

/** Lets every reaction answer every batch; what reactions write is one level deeper. */
export async function react(
  { session, depth }: Pick<Write, "session" | "depth">,
  batches: readonly ChangeBatch[],
): Promise<void> {
  const transaction = session.at(depth + 1);
  for (const batch of batches) {
    if (batch.records.length === 0 || batch.quiet) continue;
    for (const reaction of session.context.reactions) await reaction(transaction, batch);
  }
}
