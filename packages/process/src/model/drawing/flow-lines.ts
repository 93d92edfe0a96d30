import type { FlowNode } from "@mortise/metadata";
import { exitsOf, type ExitPlace } from "../flow-edit.ts";
import { type FlowGraph, homesOf } from "../flow-structure.ts";

/** Id of the trigger's card in the drawing. */
export const TRIGGER_ID = "$trigger";

/** A line from a way out to the next step, to where the ways of a block meet, or to the end of the path. */
export interface Line {
  readonly id: string;
  readonly place: ExitPlace;
  readonly source: string;
  readonly target: string;
}

/** Id of the mark where the ways of a step's block meet. */
export function joinId(node: string): string {
  return `join/${node}`;
}

/** Id of the mark where a path ends. */
export function stopId(line: string): string {
  return `stop/${line}`;
}

/** The ways that leave the card itself; what follows a block leaves below, where its ways meet. */
export function cardExits(node: FlowNode): readonly string[] {
  const exits = exitsOf(node);
  const inner = exits.filter((exit) => exit.isInner);
  return (inner.length > 0 ? inner : exits).map((exit) => exit.id);
}

/** Every line of a flow, those of one step from left to right; the flow's own first one in front. */
export function flowLines(flow: FlowGraph): readonly Line[] {
  const known = new Set(flow.nodes.map((node) => node.id));
  const homes = homesOf(flow);
  /** `block` is the step in whose block the way is: there it ends. */
  const line = (place: ExitPlace, source: string, target: string | undefined, block?: string): Line => {
    const id = `${place.node ?? TRIGGER_ID}/${place.exit}`;
    const end = block === undefined ? stopId(id) : joinId(block);
    return { id, place, source, target: target !== undefined && known.has(target) ? target : end };
  };
  const ways = flow.nodes.flatMap((node) => {
    const exits = exitsOf(node);
    const opens = exits.some((exit) => exit.isInner);
    const around = homes.get(node.id)?.at(-1);
    return exits.map((exit) => {
      const place = { node: node.id, exit: exit.id };
      const target = node.exits[exit.id];
      if (exit.isInner) return line(place, node.id, target, node.id);
      return line(place, opens ? joinId(node.id) : node.id, target, around);
    });
  });
  return [line({ node: null, exit: "start" }, TRIGGER_ID, flow.start), ...ways];
}
