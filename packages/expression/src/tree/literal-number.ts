import { Exact } from "../values/number.ts";
import type { TypedNode } from "./node.ts";

/** The number that a node states, when it is written out. */
export function literalNumber(node: TypedNode | undefined): Exact | undefined {
  return node?.type === "literal" && node.cell instanceof Exact ? node.cell : undefined;
}
