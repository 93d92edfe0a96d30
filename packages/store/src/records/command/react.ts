import type { ChangeBatch } from "../change.ts";
import { completeBatch } from "./complete-batch.ts";
import type { Write } from "../session/write-session.ts";

/** Lets every reaction answer every batch; what reactions write is one level deeper. */
export async function react(write: Write, batches: readonly ChangeBatch[]): Promise<void> {
  const { session, depth } = write;
  const transaction = session.at(depth + 1);
  for (const batch of batches) {
    if (batch.records.length === 0 || batch.quiet) continue;
    let whole: ChangeBatch | undefined;
    for (const { run, looksAt } of session.context.reactions) {
      if (looksAt(batch.app, batch.entity)) whole ??= await completeBatch(write, batch);
      await run(transaction, whole ?? batch);
    }
  }
}
