import type { Expression } from "@mortise/expression";
import type { FlowNode } from "@mortise/metadata";
import { Settings } from "../../model/settings.ts";

/** The condition on its record that finishes a task by itself; undefined for other steps and tasks without one. */
export function doneWhenOf(node: FlowNode): Expression | undefined {
  if (node.type !== TASK) return undefined;
  return new Settings(node.settings).expression("doneWhen");
}

/** Id of the step type of this folder. */
const TASK = "task";
