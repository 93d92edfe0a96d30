import { graphlib, layout } from "@dagrejs/dagre";
import type { FlowDocument } from "@mortise/metadata";
import { exitsOf, type ExitPlace } from "../model/flow-edit.ts";
import { homesOf } from "../model/flow-structure.ts";

/** Size of a step's card. */
export const CARD = { width: 250, height: 76 } as const;
/** Size of the mark where a path ends. */
export const STOP = { width: 28, height: 28 } as const;

/** Distance of a way out from the left edge of its card: several share the width. */
export function exitOffset(index: number, count: number, width: number = CARD.width): number {
  return (width * (index + 1)) / (count + 1);
}

/** Id of the trigger's card in the drawing. */
export const TRIGGER_ID = "$trigger";

/** One thing drawn: the trigger, a step, where the ways of a step's block meet, or the place where a path ends. */
export interface Box {
  readonly id: string;
  readonly kind: "trigger" | "step" | "join" | "stop";
  readonly x: number;
  readonly y: number;
}

/** A line from a way out to the next step or to the end of the path. */
export interface Line {
  readonly id: string;
  readonly place: ExitPlace;
  readonly source: string;
  readonly target: string;
}

/** A flow as drawn: from top to bottom, exits from left to right in their order. */
export interface Drawing {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** Id of the mark where the ways of a step's block meet. */
export function joinId(node: string): string {
  return `join/${node}`;
}

function linesOf(flow: FlowDocument): readonly Line[] {
  const known = new Set(flow.nodes.map((node) => node.id));
  const homes = homesOf(flow);
  /** `block` is the step in whose block the way is: there it ends. */
  const line = (place: ExitPlace, source: string, target: string | undefined, block?: string): Line => {
    const id = `${place.node ?? TRIGGER_ID}/${place.exit}`;
    const end = block === undefined ? `stop/${id}` : joinId(block);
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

/** Places everything; the same flow always gives the same drawing. */
export function drawFlow(flow: FlowDocument): Drawing {
  const lines = linesOf(flow);
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 36, ranksep: 100, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  const kinds = new Map<string, Box["kind"]>([[TRIGGER_ID, "trigger"]]);
  for (const node of flow.nodes) kinds.set(node.id, "step");
  for (const { source } of lines) if (!kinds.has(source)) kinds.set(source, "join");
  for (const { target } of lines) if (!kinds.has(target)) kinds.set(target, "stop");
  for (const [id, kind] of kinds) graph.setNode(id, { ...sizeOf(kind) });
  for (const line of lines) graph.setEdge(line.source, line.target);
  layout(graph);
  const boxes = [...kinds].map(([id, kind]): Box => {
    const { x, y } = graph.node(id);
    const size = sizeOf(kind);
    return { id, kind, x: x - size.width / 2, y: y - size.height / 2 };
  });
  return { boxes, lines };
}

/** Cards are large, the marks between them small. */
export function sizeOf(kind: Box["kind"]): { readonly width: number; readonly height: number } {
  return kind === "stop" || kind === "join" ? STOP : CARD;
}
