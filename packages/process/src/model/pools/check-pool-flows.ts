import { defineChecker, documentKey, ProblemList } from "@mortise/metadata";
import { findTrigger } from "../../triggers/index.ts";

/** What the process engine checks of pools: flows that assign anew are such as pools may start. */
export const poolChecker = defineChecker("pool", (pool, catalog) => {
  const list = new ProblemList(documentKey(pool));
  (pool.recycling?.rules ?? []).forEach(({ to }, index) => {
    const flow = to.kind === "flow" ? catalog.find("flow", to.flow) : undefined;
    if (!flow || findTrigger(flow.trigger.type)?.byPools === true) return;
    list.error(
      `recycling.rules.${index}.to`,
      "重新分配用的流程，触发条件要选“公海回收后重新分配”",
      "The trigger of a flow that assigns anew must be “Taken back by a pool”",
    );
  });
  return list.problems;
});
