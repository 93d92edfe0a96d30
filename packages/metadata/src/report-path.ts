import type { VariableType } from "@mortise/expression";
import type { Catalog } from "./catalog.ts";
import { MOST_HOPS } from "./field-path.ts";

/**
 * What stands at the end of a path of a report, as expressions over the entity see it: through references of one record
 * each, and from people to their main team. Undefined where a step leads nowhere or there are too many.
 */
export function variableOnPath(catalog: Catalog, entity: string, path: string): VariableType | undefined {
  const steps = path.split(".");
  if (steps.length > MOST_HOPS + 1 || steps.some((step) => step === "" || step.startsWith("$")))
    return undefined;
  let scope: VariableType["target"] = catalog.queryScope(entity);
  let found: VariableType | undefined;
  for (const step of steps) {
    found = scope?.variable(step);
    if (!found) return undefined;
    scope = found.kind === "rows" ? undefined : found.target;
  }
  return found;
}

/** The field at the end of a path and the entity it belongs to; undefined when it is a person's main team, or nowhere. */
export function endOfPath(
  catalog: Catalog,
  entity: string,
  path: string,
): { readonly entity: string; readonly field: string } | undefined {
  const steps = path.split(".");
  const field = steps.pop() ?? "";
  let at: string | undefined = entity;
  for (const step of steps) at = at === undefined ? undefined : catalog.targetOf(at, step);
  return at === undefined ? undefined : { entity: at, field };
}
