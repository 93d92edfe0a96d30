import type { Catalog, FieldPlace, FlowDocument } from "@mortise/metadata";
import { flowRewriter } from "./flow-rewriter.ts";

/** The fields that trigger and steps of a flow name, in texts, conditions and results of steps too, and whose they are. */
export function fieldsInFlow(flow: FlowDocument, catalog: Catalog): readonly FieldPlace[] {
  const found = new Map<string, FieldPlace>();
  // Whoever gives fields other keys comes by every place that names one.
  const rename = (entity: string, field: string): string => {
    if (!field.startsWith("$")) found.set(`${entity} ${field}`, { entity, field });
    return field;
  };
  flowRewriter.rewrite(flow, catalog, { rename, replaces: false });
  return [...found.values()];
}
