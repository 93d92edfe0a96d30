import type { CallNode } from "../../tree/node.ts";

/** Tells whether a call totals child rows. */
export function isOverRows(call: CallNode): boolean {
  return call.operator.overRows === true && call.arguments[0]?.kind === "rows";
}
