import type { AssignStrategy } from "../model/strategy-type.ts";
import { fieldStrategy } from "./field.ts";
import { leastLoadedStrategy } from "./least-loaded.ts";
import { poolStrategy } from "./pool.ts";
import { roundRobinStrategy } from "./round-robin.ts";
import { teamRoundRobinStrategy } from "./team-round-robin.ts";
import { userStrategy } from "./user.ts";

/** All ways of choosing an owner, in the order pickers offer them. */
export const strategies = [
  userStrategy,
  roundRobinStrategy,
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
