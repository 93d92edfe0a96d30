import type { JsonObject } from "@mortise/kit";
import { advance, newRun } from "./advance.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import type { Decision, DecisionBasis, Values } from "./effect.ts";
import { knownWorld, RECORD, type TestSurroundings } from "./play-test.ts";

/** A decision as it was kept, with what its run had been started with. */
export interface KeptDecision {
  readonly node: string;
  readonly at: string;
  readonly basis: DecisionBasis;
  readonly startedBy: string | null;
  readonly keepsOwner: boolean;
  readonly old?: Values;
}

/**
 * Makes a decision again from what it was made from: the same rules among the same people give the same answer. Undefined
 * when the step needs more than its record, or does not decide any more.
 */
export function redecide(
  flow: CompiledFlow,
  { node, at, basis, startedBy, keepsOwner, old }: KeptDecision,
  among: TestSurroundings,
): Decision | undefined {
  const { entity } = flow.document;
  const turned = Object.entries(basis.cursors ?? {}).filter(([, cursor]) => cursor !== null);
  const given = {
    at,
    startedBy,
    // Values, turns and counts are JSON.
    values: basis.values as JsonObject,
    cursors: { [node]: Object.fromEntries(turned) } as unknown as JsonObject,
    // Turns and counts are JSON.
    loads: (basis.loads ?? {}) as unknown as JsonObject,
    // Likewise.
    tallies: (basis.tallies ?? {}) as unknown as JsonObject,
    // Likewise.
    owners: (basis.owners ?? {}) as unknown as JsonObject,
  };
  const begun = newRun(flow, { entity, record: RECORD, startedBy, ...(old ? { old } : {}) });
  const state = {
    ...begun,
    tokens: [{ id: "1", node, block: null, branch: null, ...(basis.memory ? { data: basis.memory } : {}) }],
    ...(keepsOwner ? { keepsOwner } : {}),
    ...(basis.approvals ? { approvals: basis.approvals } : {}),
  };
  const moved = advance(flow, state, { type: "start" }, knownWorld(given, entity, among));
  if (moved.kind === "needs") return undefined;
  for (const effect of moved.effects)
    if (effect.type === "decision" && effect.decision.node === node) return effect.decision;
  return undefined;
}
