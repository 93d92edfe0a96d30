import "@xyflow/react/dist/style.css";
import type { FlowDocument } from "@mortise/metadata";
import { useIsPhone } from "@mortise/ui";
import {
  Background,
  Controls,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { CARD, type Drawing, drawFlow, type Point, sizeOf } from "../../model/drawing/draw-flow.ts";
import "./canvas.css";
import { Card, type CardNode, Join, type MarkNode, Stop } from "./cards.tsx";
import { colorOf } from "./color-of.ts";
import { useExitLabels } from "./exit-labels.ts";
import { LineLayer, type LineLayerProps } from "./line-layer.tsx";
import { type SightTarget, useCanvasNodes } from "./use-canvas-nodes.ts";
import { type CardSources, useCards } from "./use-cards.ts";

const NODE_TYPES = { card: Card, join: Join, stop: Stop };
const NO_EDGES: never[] = [];
const NONE: ReadonlySet<string> = new Set();
/** Drawings with more steps draw only what is in sight. */
const LARGE = 60;

/** Props of `FlowCanvas`. */
export interface FlowCanvasProps extends CardSources {
  /** Steps that are chosen; the trigger's id for the flow itself. */
  readonly chosen?: ReadonlySet<string> | undefined;
  readonly onChoose: (id: string | undefined, isMore: boolean) => void;
  /** What was caught by a frame drawn around it. */
  readonly onCatch?: ((ids: readonly string[]) => void) | undefined;
  /** What is to be brought into sight. */
  readonly target?: SightTarget | undefined;
  /** Pixels at two edges that a panel covers. */
  readonly covered?: Covered;
  readonly dropping?: LineLayerProps["dropping"];
  /** Hears where everything stands, and gets hold of the canvas. */
  readonly onView?: (view: CanvasView) => void;
  /** Hears that somebody moves the canvas. */
  readonly onMove?: () => void;
}

/** How much of the canvas is covered. */
interface Covered {
  readonly right: number;
  readonly bottom: number;
}

const NOT_COVERED: Covered = { right: 0, bottom: 0 };

/** Where everything stands, and the way from the screen to the drawing. */
export interface CanvasView {
  readonly drawing: Drawing;
  readonly toDrawing: (point: Point) => Point;
  readonly zoom: () => number;
  readonly panBy: (by: Point) => void;
  /** Shows the whole flow. */
  readonly fit: () => void;
}

/** The drawing of a flow, laid out by itself from top to bottom; pan, zoom, minimap. */
export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: FlowCanvasProps) {
  const { flow, lit, onChoose, onCatch, target, dropping, onMove, chosen = NONE } = props;
  const isPhone = useIsPhone();
  const stage = useRef<HTMLDivElement>(null);
  const drawing = useDrawing(flow);
  useView(drawing, props.onView);
  const cards = useCards(props);
  const nodes = useCanvasNodes({ drawing, cards, chosen, target });
  const labels = useExitLabels(flow, props.catalog);
  const isLarge = flow.nodes.length > LARGE;
  const isFar = useStore(({ transform }) => transform[2] < 0.4);
  return (
    <ReactFlow<CardNode | MarkNode>
      ref={stage}
      className={isFar ? "flow-far" : ""}
      nodes={nodes}
      edges={NO_EDGES}
      nodeTypes={NODE_TYPES}
      fitViewOptions={{ maxZoom: 1, padding: 0.1 }}
      onInit={(canvas) => void canvas.setViewport(startView(drawing, stage.current?.clientWidth ?? 0))}
      minZoom={0.05}
      maxZoom={1.5}
      onlyRenderVisibleElements={isLarge}
      nodesConnectable={false}
      nodesFocusable={false}
      nodesDraggable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      multiSelectionKeyCode={null}
      selectionKeyCode={onCatch ? "Shift" : null}
      onNodesChange={(changes) => {
        const caught = changes.flatMap((change) =>
          change.type === "select" && change.selected ? [change.id] : [],
        );
        if (caught.length > 0) onCatch?.(caught);
      }}
      proOptions={{ hideAttribution: true }}
      onNodeClick={(event, node) => onChoose(node.id, event.shiftKey || event.ctrlKey || event.metaKey)}
      onPaneClick={() => onChoose(undefined, false)}
      {...(onMove ? { onMoveStart: (event: unknown) => event && onMove() } : {})}
    >
      <Background gap={20} />
      <LineLayer drawing={drawing} labels={labels} lit={lit} isLarge={isLarge} dropping={dropping} />
      <Controls showInteractive={false} />
      {isPhone ? null : (
        <MiniMap pannable zoomable nodeColor={colorOnMap} style={{ width: 130, height: 100 }} />
      )}
      <Sight target={target} drawing={drawing} covered={props.covered ?? NOT_COVERED} />
    </ReactFlow>
  );
}

/** The drawing of the flow as it is; what an edit does not move stays the same objects. */
function useDrawing(flow: FlowDocument): Drawing {
  const [pencil] = useState(() => new Pencil());
  return useMemo(() => pencil.draw(flow), [flow, pencil]);
}

/** Draws a flow again and again. */
class Pencil {
  #last: Drawing | undefined;

  draw(flow: FlowDocument): Drawing {
    this.#last = drawFlow(flow, this.#last);
    return this.#last;
  }
}

function useView(drawing: Drawing, onView: FlowCanvasProps["onView"]): void {
  const canvas = useReactFlow();
  useEffect(() => {
    onView?.({
      drawing,
      toDrawing: (point) => canvas.screenToFlowPosition(point, { snapToGrid: false }),
      zoom: () => canvas.getZoom(),
      panBy: ({ x, y }) => {
        const view = canvas.getViewport();
        void canvas.setViewport({ ...view, x: view.x + x, y: view.y + y });
      },
      fit: () => void canvas.fitView({ maxZoom: 1, padding: 0.1 }),
    });
  }, [onView, drawing, canvas]);
}

function colorOnMap(node: CardNode | MarkNode): string {
  if (node.type !== "card") return "transparent";
  const { problem, isFailed, isLit, color } = node.data;
  if (problem || isFailed) return "#dc2626";
  return isLit ? "#16a34a" : colorOf(color);
}

/** The beginning of the flow at the top, as large as the width allows. */
function startView({ boxes }: Drawing, width: number) {
  const left = Math.min(...boxes.map((box) => box.x)) - 12;
  const right = Math.max(...boxes.map((box) => box.x + sizeOf(box.kind).width)) + 12;
  const fits = width / (right - left);
  const zoom = Math.min(1, Math.max(0.4, fits));
  // What is wider than the screen begins with its first step in the middle.
  const middle = fits < zoom ? CARD.width / 2 : (left + right) / 2;
  return { x: width / 2 - middle * zoom, y: 12, zoom };
}

/** Moves the canvas when what is asked for is out of sight. */
function Sight({
  target,
  drawing,
  covered,
}: {
  readonly target: SightTarget | undefined;
  readonly drawing: Drawing;
  readonly covered: Covered;
}) {
  const { getViewport, setViewport } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const done = useRef<SightTarget>(undefined);
  useEffect(() => {
    const box = target && drawing.byId.get(target.id);
    if (!box || done.current === target || width === 0) return;
    done.current = target;
    const { x, y, zoom } = getViewport();
    const near = Math.max(zoom, 0.5);
    const size = sizeOf(box.kind);
    const free = {
      width: Math.max(width - covered.right, size.width),
      height: Math.max(height - covered.bottom, size.height),
    };
    const [left, top] = [box.x * zoom + x, box.y * zoom + y];
    const isSeen =
      zoom >= 0.4 &&
      left >= 8 &&
      top >= 8 &&
      left + size.width * zoom <= free.width - 8 &&
      top + (size.height + 40) * zoom <= free.height - 8;
    if (isSeen) return;
    void setViewport({
      x: free.width / 2 - (box.x + size.width / 2) * near,
      y: free.height * 0.45 - (box.y + size.height / 2) * near,
      zoom: near,
    });
  }, [target, drawing, covered, width, height, getViewport, setViewport]);
  return null;
}
