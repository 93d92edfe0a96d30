import type { delegationRoutes, RouteOutput } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { findNode } from "../../nodes/index.ts";
import type { ProcessParts } from "../parts.ts";

/** Apps in which the actor has a role, with their enabled flows that ask people for something. */
export function delegationChoices(
  { releases }: ProcessParts,
  actor: Actor,
): RouteOutput<typeof delegationRoutes.delegationChoices> {
  const apps = releases.apps().filter((app) => actor.admin || (actor.roles[app] ?? []).length > 0);
  return {
    apps: apps.map((app) => {
      const { catalog } = releases.current(app);
      const flows = catalog.all("flow").filter((flow) => flow.enabled && asksPeople(flow));
      return {
        id: app,
        name: catalog.all("app")[0]?.name ?? { zh: app, en: app },
        flows: flows.map(({ id, name }) => ({ id, name })),
      };
    }),
  };
}

function asksPeople({ nodes }: FlowDocument): boolean {
  return nodes.some((node) => findNode(node.type)?.group === "people");
}
