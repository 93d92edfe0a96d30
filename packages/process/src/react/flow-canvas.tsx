import "@xyflow/react/dist/style.css";
import type { LocalizedText } from "@mortise/kit";
import type { Catalog, FlowDocument, FlowNode } from "@mortise/metadata";
import { useFieldServices } from "@mortise/fields/react";
import { useIsPhone } from "@mortise/ui";
import { Background, Controls, MiniMap, Position, ReactFlow } from "@xyflow/react";
import { type ReactNode, useMemo, useRef } from "react";
import { exitsOf } from "../model/flow-edit.ts";
import { type FlowProblem, nodeSummary, summaryContext, triggerSummary } from "../model/validate-flow.ts";
import { findNode } from "../nodes/index.ts";
import { findTrigger } from "../triggers/index.ts";
import {
  Card,
  type CardData,
  type CardNode,
  ExitLine,
  Join,
  type LineEdge,
  type MarkNode,
  Stop,
} from "./canvas-parts.tsx";
import { type Box, CARD, type Drawing, drawFlow, exitOffset, sizeOf, TRIGGER_ID } from "./layout.ts";

const NODE_TYPES = { card: Card, join: Join, stop: Stop };
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
  /** Steps at which something failed. */
  readonly failed?: ReadonlySet<string> | undefined;
  /** What stands at the corner of a step, such as how many runs wait there. */
  readonly badges?: ReadonlyMap<string, ReactNode> | undefined;
}

/** The drawing of a flow, laid out by itself from top to bottom; pan, zoom, minimap. */
export function FlowCanvas(props: FlowCanvasProps) {
  const { flow, selected, onSelect, lit } = props;
  const isPhone = useIsPhone();
  const stage = useRef<HTMLDivElement>(null);
  const cards = useCards(props);
  const drawing = useMemo(() => drawFlow(flow), [flow]);
  const nodes = drawing.boxes.map((box): CardNode | MarkNode => {
    const place = { id: box.id, position: { x: box.x, y: box.y }, draggable: false };
    const data = cards.get(box.id);
    if (data)
      return { ...place, ...shapeOf(box, data.exits), type: "card", data, selected: box.id === selected };
    const type = box.kind === "join" ? "join" : "stop";
    // After a block the run goes on by one line.
    const exits = type === "join" ? drawing.lines.filter((line) => line.source === box.id) : [];
    const shape = shapeOf(
      box,
      exits.map((line) => line.place.exit),
    );
    return { ...place, ...shape, type, data: {}, selectable: false, focusable: false };
  });
  const labels = useMemo(() => exitLabels(flow), [flow]);
  const edges = drawing.lines.map((line): LineEdge => ({
    id: line.id,
    type: "line",
    source: line.source,
    sourceHandle: line.place.exit,
    target: line.target,
    focusable: false,
    data: {
      place: line.place,
      label: labels.get(line.id),
      isLit: lit.has(line.id),
      index: Math.max(0, cards.get(line.source)?.exits.indexOf(line.place.exit) ?? 0),
      room: roomOf(cards.get(line.source)),
    },
  }));
  return (
    <ReactFlow
      ref={stage}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      fitViewOptions={{ maxZoom: 1, padding: 0.1 }}
      onInit={(canvas) => void canvas.setViewport(startView(drawing, stage.current?.clientWidth ?? 0))}
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
      {isPhone ? null : <MiniMap pannable zoomable style={{ width: 130, height: 100 }} />}
    </ReactFlow>
  );
}

/** The beginning of the flow at the top, as large as the width allows. */
function startView({ boxes }: Drawing, width: number) {
  const right = Math.max(...boxes.map((box) => box.x + CARD.width)) + 12;
  const zoom = Math.min(1, Math.max(0.4, width / right));
  return { x: Math.max(0, (width - right * zoom) / 2), y: 12, zoom };
}

/** Sizes are known beforehand, so that lines are drawn with the first paint. */
function shapeOf({ kind }: Box, exits: readonly string[]) {
  const { width, height } = sizeOf(kind);
  const dot = { width: 1, height: 1 };
  const ways = exits.map((id, index) => ({
    ...dot,
    id,
    type: "source" as const,
    position: Position.Bottom,
    x: exitOffset(index, exits.length, width),
    y: height,
  }));
  const entry = { ...dot, type: "target" as const, position: Position.Top, x: width / 2, y: 0 };
  return { width, height, handles: [entry, ...ways] };
}

/** Width for the name of each way out. */
function roomOf(card: CardData | undefined): number {
  return Math.max(56, CARD.width / ((card?.exits.length ?? 1) + 1) - 4);
}

/** The ways that leave the card itself; what follows a block leaves below, where its ways meet. */
function cardExits(node: FlowNode): readonly string[] {
  const exits = exitsOf(node);
  const inner = exits.filter((exit) => exit.isInner);
  return (inner.length > 0 ? inner : exits).map((exit) => exit.id);
}

function exitLabels(flow: FlowDocument): ReadonlyMap<string, LocalizedText> {
  return new Map<string, LocalizedText>(
    flow.nodes.flatMap((node) => {
      const exits = exitsOf(node);
      return exits.length > 1 ? exits.map((exit) => [`${node.id}/${exit.id}`, exit.name] as const) : [];
    }),
  );
}

function useCards({
  flow,
  catalog,
  problems,
  lit,
  failed,
  badges,
}: FlowCanvasProps): ReadonlyMap<string, CardData> {
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
      isFailed: false,
      badge: undefined,
      isTrigger: true,
      exits: ["start"],
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
        isFailed: failed?.has(node.id) ?? false,
        badge: badges?.get(node.id),
        isTrigger: false,
        exits: cardExits(node),
      });
    }
    return cards;
  }, [flow, catalog, problems, lit, failed, badges, services]);
}
