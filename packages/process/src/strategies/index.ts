import type { AssignStrategy } from "../model/strategy-type.ts";
import { existingOwnerStrategy } from "./existing-owner/index.ts";
import { fieldStrategy } from "./field/index.ts";
import { leastLoadedStrategy } from "./least-loaded/index.ts";
import { poolStrategy } from "./pool/index.ts";
import { roundRobinStrategy } from "./round-robin/index.ts";
import { teamRoundRobinStrategy } from "./team-round-robin/index.ts";
import { userStrategy } from "./user/index.ts";
import { weightedStrategy } from "./weighted/index.ts";

/** All ways of choosing an owner, in the order pickers offer them. */
export const strategies = [
  userStrategy,
  existingOwnerStrategy,
  roundRobinStrategy,
  weightedStrategy,
  teamRoundRobinStrategy,
  leastLoadedStrategy,
  fieldStrategy,
  poolStrategy,
] as const satisfies readonly AssignStrategy[];

const byId: ReadonlyMap<string, AssignStrategy> = new Map(
  strategies.map((strategy) => [strategy.id, strategy]),
);

/** The strategy with that id. */
export function findStrategy(id: string | undefined): AssignStrategy | undefined {
  return id === undefined ? undefined : byId.get(id);
}
