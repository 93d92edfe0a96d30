import type { FlowDocument } from "@mortise/metadata";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import { type ExitPlace, exitsOf, onwardExit } from "../../model/flow-edit.ts";

/** The first way out that leads to a step. */
export function lineBefore(flow: FlowDocument, id: string): ExitPlace | undefined {
  if (flow.start === id) return { node: null, exit: "start" };
  for (const node of flow.nodes)
    for (const [exit, target] of Object.entries(node.exits))
      if (target === id) return { node: node.id, exit };
  return undefined;
}

/** Where something comes that is put behind what is chosen last; the beginning of a flow without steps. */
export function placeAfter(flow: FlowDocument, chosen: ReadonlySet<string>): ExitPlace | undefined {
  const last = [...chosen].at(-1);
  if (last === TRIGGER_ID || flow.start === undefined) return { node: null, exit: "start" };
  const node = flow.nodes.find(({ id }) => id === last);
  const exit = node && onwardExit(node);
  return node && exit !== undefined ? { node: node.id, exit } : undefined;
}

/** Every way out behind what is chosen last, for who adds a step there. */
export function placesAfter(flow: FlowDocument, chosen: ReadonlySet<string>): readonly ExitPlace[] {
  const last = [...chosen].at(-1) ?? TRIGGER_ID;
  if (last === TRIGGER_ID) return [{ node: null, exit: "start" }];
  const node = flow.nodes.find(({ id }) => id === last);
  return node ? exitsOf(node).map(({ id }) => ({ node: node.id, exit: id })) : [];
}
