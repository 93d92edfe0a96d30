import type { TypedNode } from "./node.ts";

/** Tells what is the same for every record: what is written out, and what belongs to the evaluation. */
export function isConstant(node: TypedNode | undefined): boolean {
  if (node?.type === "list") return node.elements.every(isConstant);
  if (node?.type === "variable") return node.path.startsWith("$") && !node.path.includes(".");
  return node?.type === "literal";
}
