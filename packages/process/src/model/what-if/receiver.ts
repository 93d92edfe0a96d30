import type { AssignOutcome } from "../effect.ts";

/** Who gets a record by a decision; to whom it is offered is taken to accept it. */
export function receiverOf({ owner, offered }: AssignOutcome): string | null {
  return offered ?? owner;
}
