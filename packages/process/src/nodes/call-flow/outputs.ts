import type { Catalog, FlowDocument } from "@mortise/metadata";
import { signatureOf } from "../../model/calls/signature-of.ts";
import { fieldsNamed } from "../../model/fields-named.ts";
import type { Guard, NodeOutput, VariableNames } from "../../model/node-output.ts";
import type { OutputContext } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { text } from "./text.ts";

/** Whether a field or variable holds several records. */
export function holdsSeveral(
  path: string | undefined,
  { catalog, entity, variables }: OutputContext,
): boolean {
  if (path === undefined) return false;
  const field = variables.find(path)?.field ?? catalog.field(entity, path);
  return field !== undefined && catalog.fieldTypes.kindOf(field) === "references";
}

/** The flow that the settings name, as far as it can be called. */
export function calledFlow(settings: Settings, catalog: Catalog): FlowDocument | undefined {
  const id = settings.text("flow");
  return id === undefined ? undefined : catalog.find("flow", id);
}

/** What a call leaves: what the flow gives back, or of several calls how they went. */
export function outputsOfCall(settings: Settings, context: OutputContext): readonly NodeOutput[] {
  const { catalog } = context;
  const flow = calledFlow(settings, catalog);
  if (!flow) return [];
  // What it gives back may come from any field that it uses.
  const fields = fieldsNamed(flow, catalog, flow.entity).filter((id) => catalog.field(flow.entity, id));
  const guard: Guard = { entity: flow.entity, fields };
  const problem = { field: { id: "problem", type: "text", name: text.problem }, guard };
  if (settings.text("mode") === "start") return [problem];
  if (holdsSeveral(settings.text("records"), context))
    return [
      { field: { id: "done", type: "number", name: text.done } },
      { field: { id: "failed", type: "number", name: text.failures } },
      problem,
    ];
  return [...(signatureOf(flow)?.outputs ?? []).map((field) => ({ field, guard })), problem];
}

/** Whether the step calls for several records. */
export function isForSeveral(
  settings: Settings,
  flow: {
    readonly catalog: Catalog;
    readonly document: FlowDocument;
    readonly variables: VariableNames;
  },
): boolean {
  const { catalog, variables, document } = flow;
  return holdsSeveral(settings.text("records"), { catalog, variables, entity: document.entity });
}
