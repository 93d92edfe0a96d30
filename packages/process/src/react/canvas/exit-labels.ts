import { useFieldServices } from "@mortise/fields/react";
import type { Catalog, FlowDocument, FlowNode } from "@mortise/metadata";
import { useMemo } from "react";
import { exitsOf } from "../../model/flow-edit.ts";
import type { SummaryContext } from "../../model/node-type.ts";
import { Settings } from "../../model/settings.ts";
import { summaryContext } from "../../model/validate-flow.ts";
import { findNode } from "../../nodes/index.ts";
import type { ExitLabel } from "./line-layer.tsx";

type Labels = readonly (readonly [string, ExitLabel])[];

/** What the ways out of steps with several are called, by line; where it is decided which is taken, with the sentence of it. */
export function useExitLabels(flow: FlowDocument, catalog: Catalog): ReadonlyMap<string, ExitLabel> {
  const { label } = useFieldServices();
  // With other names of things everything is told anew.
  const known = useMemo(() => ({ label, catalog, of: new WeakMap<FlowNode, Labels>() }), [label, catalog]);
  return useMemo(() => {
    const context = summaryContext(flow, known.catalog, known.label);
    return new Map(
      flow.nodes.flatMap((node) => {
        const labels = known.of.get(node) ?? labelsOf(node, context);
        // Results of other steps have names that change with those.
        if (!JSON.stringify(node.settings).includes("$")) known.of.set(node, labels);
        return labels;
      }),
    );
  }, [flow, known]);
}

function labelsOf(node: FlowNode, context: SummaryContext): Labels {
  const exits = waysOf(node, context);
  if (exits.length < 2) return [];
  return exits.map(({ id, name, when }) => [`${node.id}/${id}`, { name, when }] as const);
}

/** The ways out of a step in words; those without a name are called by when they are taken. */
export function waysOf(
  node: FlowNode,
  context: SummaryContext,
): readonly (ExitLabel & { readonly id: string })[] {
  const settings = new Settings(node.settings);
  return exitsOf(node).map(({ id, name, isUnnamed }) => {
    const when = findNode(node.type)?.exitWords?.(id, settings, context);
    return { id, name: isUnnamed ? (when ?? name) : name, when };
  });
}
