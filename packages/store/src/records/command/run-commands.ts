import type { ChangeBatch } from "../change.ts";
import { followUp } from "./follow-up.ts";
import type { Command, CommandOutcome, CommandResult } from "../record-command.ts";
import { reactionLoop, viewOnly } from "../record-errors.ts";
import { assignRecords } from "./assign-records.ts";
import { changeMatching } from "./change-matching.ts";
import { claimRecords } from "./claim-records.ts";
import { createRecords } from "./create-records.ts";
import { moveToBin } from "./delete-records.ts";
import { linkRecords } from "./link-records.ts";
import { mergeRecords } from "./merge-records.ts";
import { purgeRecords } from "./purge-records.ts";
import { lookAtPools } from "../pool/look-at-pools.ts";
import { realignPools } from "../pool/realign-pools.ts";
import { react } from "./react.ts";
import { recycleRecords } from "./recycle-records.ts";
import { releaseRecords } from "./release-records.ts";
import { updateRecords } from "./update-records.ts";
import { upsertRecords } from "./upsert-records.ts";
import type { Write, Written } from "../session/write-session.ts";

/** Reactions may write in turn so many levels deep. */
const MAX_DEPTH = 8;

/** Runs the commands of one `execute` in order, then lets the reactions answer all that changed. */
export async function runCommands(
  write: Omit<Write, "pathPrefix">,
  commands: readonly Command[],
): Promise<CommandResult> {
  if (write.actor.viewer !== undefined) throw viewOnly();
  if (write.depth > MAX_DEPTH) throw reactionLoop({ limit: MAX_DEPTH });
  const results: CommandOutcome[] = [];
  const batches: ChangeBatch[] = [];
  for (const [index, command] of commands.entries()) {
    const pathPrefix = commands.length === 1 ? "" : `commands.${index}.`;
    const placed = { ...write, pathPrefix };
    const { batches: made, ...outcome } = await runCommand(placed, command);
    results.push(outcome);
    batches.push(...(await followUp(placed, made)));
  }
  await react({ ...write, pathPrefix: "" }, batches);
  return { changeSet: write.session.changeSet, results };
}

async function runCommand(write: Write, command: Command): Promise<Written> {
  // New records are made ready before it is their turn.
  if (command.type !== "create") await write.session.turn;
  switch (command.type) {
    case "create":
      return createRecords(write, command);
    case "update":
      return updateRecords(write, command);
    case "link":
      return linkRecords(write, command);
    case "upsert":
      return upsertRecords(write, command);
    case "update-matching":
    case "delete-matching":
      return changeMatching(write, command);
    case "merge":
      return mergeRecords(write, command);
    case "purge":
      return purgeRecords(write, command);
    case "delete":
    case "restore":
      return moveToBin(write, command);
    case "claim":
      return claimRecords(write, command);
    case "release":
      return releaseRecords(write, command);
    case "assign":
      return assignRecords(write, command);
    case "recycle":
      return recycleRecords(write, command);
    case "look":
      return lookAtPools(write, command);
    case "realign":
      return realignPools(write, command);
  }
}
