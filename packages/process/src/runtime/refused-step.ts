import { AppError } from "@mortise/kit";
import { savepoint, systemActor, type WriteTransaction } from "@mortise/store";
import type { Advanced } from "../model/run-state.ts";
import { commandsOf } from "./effect-commands.ts";

/** Thrown to take back what was only tried; never seen outside. */
class TakeBack extends Error {
  constructor() {
    super("what was tried is taken back");
  }
}

/** The step of a movement whose writes are refused; null when none of them is by itself. Nothing of what is tried stays. */
export async function refusedStep(
  { db, execute }: Pick<WriteTransaction, "db" | "execute">,
  app: string,
  { effects, trace }: Advanced,
): Promise<string | null> {
  let refused: string | null = null;
  try {
    await savepoint(db, async () => {
      let next = 0;
      for (const step of trace) {
        const own = effects.slice(next, next + (step.effects ?? 0));
        next += own.length;
        const commands = commandsOf(own);
        refused = step.node;
        if (commands.length > 0) await execute(systemActor, app, commands, { type: "flow", skipFlows: true });
      }
      refused = null;
      throw new TakeBack();
    });
  } catch (error) {
    if (!(error instanceof TakeBack) && !(error instanceof AppError)) throw error;
  }
  return refused;
}
