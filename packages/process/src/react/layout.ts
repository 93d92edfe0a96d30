import { graphlib, layout } from "@dagrejs/dagre";
import type { FlowDocument } from "@mortise/metadata";
import { exitsOf, type ExitPlace } from "../model/flow-edit.ts";

/** Size of a step's card. */
export const CARD = { width: 250, height: 76 } as const;
/** Size of the mark where a path ends. */
export const STOP = { width: 28, height: 28 } as const;

/** Distance of a way out from the left edge of its card: several share the width. */
export function exitOffset(index: number, count: number): number {
  return (CARD.width * (index + 1)) / (count + 1);
}

/** Id of the trigger's card in the drawing. */
export const TRIGGER_ID = "$trigger";

/** One thing drawn: the trigger, a step, or the place where a path ends. */
export interface Box {
  readonly id: string;
  readonly kind: "trigger" | "step" | "stop";
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

function linesOf(flow: FlowDocument): readonly Line[] {
  const known = new Set(flow.nodes.map((node) => node.id));
  const line = (place: ExitPlace, source: string, target: string | undefined): Line => {
    const id = `${source}/${place.exit}`;
    return { id, place, source, target: target !== undefined && known.has(target) ? target : `stop/${id}` };
  };
  return [
    line({ node: null, exit: "start" }, TRIGGER_ID, flow.start),
    ...flow.nodes.flatMap((node) =>
      exitsOf(node).map((exit) => line({ node: node.id, exit: exit.id }, node.id, node.exits[exit.id])),
    ),
  ];
}

/** Places everything; the same flow always gives the same drawing. */
export function drawFlow(flow: FlowDocument): Drawing {
  const lines = linesOf(flow);
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 36, ranksep: 100, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  const kinds = new Map<string, Box["kind"]>([[TRIGGER_ID, "trigger"]]);
  for (const node of flow.nodes) kinds.set(node.id, "step");
  for (const { target } of lines) if (!kinds.has(target)) kinds.set(target, "stop");
  for (const [id, kind] of kinds) graph.setNode(id, kind === "stop" ? { ...STOP } : { ...CARD });
  for (const line of lines) graph.setEdge(line.source, line.target);
  layout(graph);
  const boxes = [...kinds].map(([id, kind]): Box => {
    const { x, y } = graph.node(id);
    const size = kind === "stop" ? STOP : CARD;
    return { id, kind, x: x - size.width / 2, y: y - size.height / 2 };
  });
  return { boxes, lines };
}
