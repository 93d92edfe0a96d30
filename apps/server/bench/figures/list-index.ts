import type { ViewDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { APP, listQuery } from "../lead-table.ts";
import type { RunningProduct } from "../running-product.ts";

const VIEW: ViewDocument = {
  kind: "view",
  id: "bench_list",
  version: 1,
  name: { zh: "阶段和地区", en: "Stage and region" },
  entity: "lead",
  layout: "table",
  columns: [{ field: "name" }],
  filter: listQuery(0).filter,
};

/**
 * Saves and publishes a view that asks for a stage and a region, as a builder would: the product builds the index that
 * its advice finds for it. Both the bare handler and the product have it then.
 */
export async function adviseListIndex({ server }: RunningProduct): Promise<void> {
  const { releases } = server.services.store;
  if (releases.current(APP).catalog.find("view", VIEW.id)) return;
  await releases.saveDraft(APP, [{ document: VIEW, revision: 0 }], systemActor);
  await releases.publish(APP, { actor: systemActor });
  while (await releases.hasTasks()) await releases.runTasks();
}
