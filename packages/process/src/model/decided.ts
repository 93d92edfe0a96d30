import type { Catalog, FlowDocument, FlowNode } from "@mortise/metadata";
import { findNode } from "../nodes/index.ts";
import { findTrigger } from "../triggers/index.ts";
import type { HeardApprovals } from "./heard-approvals.ts";
import { Settings } from "./settings.ts";

/** The approvals by whose outcome a flow starts; undefined for flows that start otherwise. */
export function heardApprovals({ trigger }: Pick<FlowDocument, "trigger">): HeardApprovals | undefined {
  return findTrigger(trigger.type)?.hears?.(new Settings(trigger.settings));
}

/** The steps of a flow whose outcome other flows may hear of. */
export function announcingSteps(flow: Pick<FlowDocument, "nodes">): readonly FlowNode[] {
  return flow.nodes.filter(({ type }) => findNode(type)?.announces !== undefined);
}

/** Why a flow cannot hear what it is to hear: a setting of its trigger, or undefined when it can. */
export function unheard(
  flow: FlowDocument,
  catalog: Catalog,
): { readonly setting: "flow" | "node"; readonly isOther?: true } | undefined {
  const heard = heardApprovals(flow);
  if (!heard || heard.flow === "") return undefined;
  const other = heard.flow === flow.id ? undefined : catalog.find("flow", heard.flow);
  if (!other) return { setting: "flow" };
  if (other.entity !== flow.entity) return { setting: "flow", isOther: true };
  const steps = announcingSteps(other);
  if (steps.length === 0) return { setting: "flow" };
  const isThere = heard.node === undefined || steps.some(({ id }) => id === heard.node);
  return isThere ? undefined : { setting: "node" };
}
