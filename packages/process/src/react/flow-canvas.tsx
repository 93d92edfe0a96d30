import "@xyflow/react/dist/style.css";
import type { LocalizedText } from "@mortise/kit";
import type { Catalog, FlowDocument } from "@mortise/metadata";
import { useFieldServices } from "@mortise/fields/react";
import { useIsPhone } from "@mortise/ui";
import { Background, Controls, MiniMap, Position, ReactFlow } from "@xyflow/react";
import { useMemo } from "react";
import { exitsOf } from "../model/flow-edit.ts";
import { type FlowProblem, nodeSummary, summaryContext, triggerSummary } from "../model/validate-flow.ts";
import { findNode } from "../nodes/index.ts";
import { findTrigger } from "../triggers/index.ts";
import {
  Card,
  type CardData,
  type CardNode,
  ExitLine,
  type LineEdge,
  Stop,
  type StopNode,
} from "./canvas-parts.tsx";
import { type Box, CARD, drawFlow, STOP, TRIGGER_ID } from "./layout.ts";

const NODE_TYPES = { card: Card, stop: Stop };
const EDGE_TYPES = { line: ExitLine };

/** Props of `FlowCanvas`. */
export interface FlowCanvasProps {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly problems: readonly FlowProblem[];
  /** Id of the step whose settings are open; the trigger's id for the flow itself. */
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
  /** Steps and ways out (`node/exit`) that a test run took. */
  readonly lit: ReadonlySet<string>;
}

/** The drawing of a flow, laid out by itself from top to bottom; pan, zoom, minimap. */
export function FlowCanvas(props: FlowCanvasProps) {
  const { flow, selected, onSelect, lit } = props;
  const isPhone = useIsPhone();
  const cards = useCards(props);
  const drawing = useMemo(() => drawFlow(flow), [flow]);
  const nodes = drawing.boxes.map((box): CardNode | StopNode => {
    const place = { id: box.id, position: { x: box.x, y: box.y }, draggable: false, ...shapeOf(box) };
    const data = cards.get(box.id);
    if (!data) return { ...place, type: "stop", data: {}, selectable: false, focusable: false };
    return { ...place, type: "card", data, selected: box.id === selected };
  });
  const labels = useMemo(() => exitLabels(flow), [flow]);
  const edges = drawing.lines.map((line): LineEdge => ({
    id: line.id,
    type: "line",
    source: line.source,
    target: line.target,
    focusable: false,
    data: { place: line.place, label: labels.get(line.id), isLit: lit.has(line.id) },
  }));
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      fitView
      fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
      minZoom={0.1}
      onlyRenderVisibleElements={flow.nodes.length > 60}
      nodesConnectable={false}
      deleteKeyCode={null}
      proOptions={{ hideAttribution: true }}
      onNodeClick={(_event, node) => onSelect(node.id)}
      onPaneClick={() => onSelect(undefined)}
    >
      <Background gap={20} />
      <Controls showInteractive={false} />
      {isPhone ? null : <MiniMap pannable zoomable />}
    </ReactFlow>
  );
}

/** Sizes are known beforehand, so that lines are drawn with the first paint. */
function shapeOf({ kind }: Box) {
  const { width, height } = kind === "stop" ? STOP : CARD;
  const handle = { x: width / 2, width: 1, height: 1 };
  return {
    width,
    height,
    handles: [
      { ...handle, type: "target" as const, position: Position.Top, y: 0 },
      { ...handle, type: "source" as const, position: Position.Bottom, y: height },
    ],
  };
}

function exitLabels(flow: FlowDocument): ReadonlyMap<string, LocalizedText> {
  return new Map<string, LocalizedText>(
    flow.nodes.flatMap((node) => {
      const exits = exitsOf(node);
      return exits.length > 1 ? exits.map((exit) => [`${node.id}/${exit.id}`, exit.name] as const) : [];
    }),
  );
}

function useCards({ flow, catalog, problems, lit }: FlowCanvasProps): ReadonlyMap<string, CardData> {
  const services = useFieldServices();
  return useMemo(() => {
    const context = summaryContext(flow, catalog, services.label);
    const trigger = findTrigger(flow.trigger.type);
    const wrong = (test: (problem: FlowProblem) => boolean) =>
      problems.find((problem) => problem.severity === "error" && test(problem))?.message;
    const cards = new Map<string, CardData>();
    cards.set(TRIGGER_ID, {
      title: trigger?.name ?? { zh: "何时开始", en: "When it starts" },
      summary: triggerSummary(flow, context),
      icon: trigger?.icon ?? "flag",
      color: "green",
      problem: wrong((problem) => problem.path.startsWith("trigger")),
      isLit: lit.size > 0,
      isTrigger: true,
    });
    for (const node of flow.nodes) {
      const type = findNode(node.type);
      cards.set(node.id, {
        title: node.name ?? type?.name ?? { zh: node.type, en: node.type },
        summary: nodeSummary(node, context),
        icon: type?.icon ?? "question",
        color: type?.color ?? "gray",
        problem: wrong((problem) => problem.node === node.id),
        isLit: lit.has(node.id),
        isTrigger: false,
      });
    }
    return cards;
  }, [flow, catalog, problems, lit, services]);
}
