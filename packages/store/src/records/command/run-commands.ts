import type { ChangeBatch } from "../change.ts";
import type { Command, CommandResult } from "../record-command.ts";
import { refreshDerived } from "../derived/refresh-derived.ts";
import { reactionLoop } from "../record-errors.ts";
import { claimRecords } from "./claim-records.ts";
import { createRecords } from "./create-records.ts";
import { moveToBin } from "./delete-records.ts";
import { releaseRecords } from "./release-records.ts";
import { updateRecords } from "./update-records.ts";
import type { Write, Written } from "../session/write-session.ts";

/** Reactions may write in turn so many levels deep. */
const MAX_DEPTH = 8;

/** Runs the commands of one `execute` in order, then lets the reactions answer all that changed. */
export async function runCommands(
  write: Omit<Write, "pathPrefix">,
  commands: readonly Command[],
): Promise<CommandResult> {
  if (write.depth > MAX_DEPTH) throw reactionLoop({ limit: MAX_DEPTH });
  const results: { ids: readonly string[]; revisions: readonly number[] }[] = [];
  const batches: ChangeBatch[] = [];
  for (const [index, command] of commands.entries()) {
    const pathPrefix = commands.length === 1 ? "" : `commands.${index}.`;
    const placed = { ...write, pathPrefix };
    const written = await runCommand(placed, command);
    results.push({ ids: written.ids, revisions: written.revisions });
    batches.push(...(await refreshDerived(placed, written.batches)));
  }
  await react(write, batches);
  return { changeSet: write.session.changeSet, results };
}

function runCommand(write: Write, command: Command): Promise<Written> {
  switch (command.type) {
    case "create":
      return createRecords(write, command);
    case "update":
      return updateRecords(write, command);
    case "delete":
    case "restore":
      return moveToBin(write, command);
    case "claim":
      return claimRecords(write, command);
    case "release":
      return releaseRecords(write, command);
  }
}

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
