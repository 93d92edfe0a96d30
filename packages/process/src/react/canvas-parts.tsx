import { DeleteOutlined } from "@ant-design/icons";
import type { LocalizedText } from "@mortise/kit";
import { HolderTag, IconByName, useLocalize, useText } from "@mortise/ui";
import {
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getSmoothStepPath,
  Handle,
  type Node,
  type NodeProps,
  Position,
} from "@xyflow/react";
import { Button } from "antd";
import type { ReactNode } from "react";
import type { ExitPlace } from "../model/flow-edit.ts";
import { useCanvasActions } from "./canvas-actions.ts";
import { colorOf, InsertButton } from "./insert-button.tsx";
import { exitOffset } from "./layout.ts";
import { text } from "./text.ts";

/** What a card shows. */
export interface CardData extends Record<string, unknown> {
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
  readonly icon: string;
  readonly color: string;
  readonly problem: LocalizedText | undefined;
  /** Part of the way a test run took. */
  readonly isLit: boolean;
  /** Something failed there. */
  readonly isFailed: boolean;
  /** What stands at its corner. */
  readonly badge: ReactNode;
  readonly isTrigger: boolean;
  /** Ids of its ways out, from left to right. */
  readonly exits: readonly string[];
}

/** A step or the trigger on the canvas. */
export type CardNode = Node<CardData, "card">;

/** A small mark: where the ways of a block meet, or where a path ends. */
export type MarkNode = Node<Record<string, never>, "join" | "stop">;

/** A step's card: icon, name, one line of business words, its first problem. */
export function Card({ id, data, selected }: NodeProps<CardNode>) {
  const t = useText(text);
  const localize = useLocalize();
  const { remove, readOnly, holderOf } = useCanvasActions();
  const holder = holderOf(id);
  const problem = data.problem && localize(data.problem);
  const classes = [
    "flow-card",
    selected && "flow-selected",
    data.isLit && "flow-lit",
    (problem || data.isFailed) && "flow-wrong",
  ];
  return (
    <div
      className={classes.filter(Boolean).join(" ")}
      style={holder ? { outline: `2px solid ${holder.color}` } : undefined}
      title={problem ?? localize(data.summary)}
    >
      <HolderTag holder={holder} />
      {data.badge ? <span className="flow-badge">{data.badge}</span> : null}
      {data.isTrigger ? null : <Handle type="target" position={Position.Top} isConnectable={!readOnly} />}
      <span className="flow-card-icon" style={{ background: colorOf(data.color) }}>
        <IconByName name={data.icon} />
      </span>
      <span className="flow-card-text">
        <b>{localize(data.title)}</b>
        <small>{problem ?? localize(data.summary)}</small>
      </span>
      {selected && !data.isTrigger && !readOnly ? (
        <Button
          className="nodrag flow-card-remove"
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t.remove}
          onClick={() => remove(id)}
        />
      ) : null}
      {data.exits.map((exit, index) => (
        <Handle
          key={exit}
          id={exit}
          type="source"
          position={Position.Bottom}
          isConnectable={false}
          style={{ left: exitOffset(index, data.exits.length) }}
        />
      ))}
    </div>
  );
}

/** Where the ways of a block meet; the line below goes on after it. */
export function Join({ id }: NodeProps<MarkNode>) {
  const t = useText(text);
  return (
    <div className="flow-join" title={t.join} data-join={id}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <Handle id="next" type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

/** Where a path ends. */
export function Stop() {
  const t = useText(text);
  return (
    <div className="flow-stop" title={t.end}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
    </div>
  );
}

/** What a line shows. */
export interface LineData extends Record<string, unknown> {
  readonly place: ExitPlace;
  /** Name of the way out, when a node has several. */
  readonly label: LocalizedText | undefined;
  readonly isLit: boolean;
  /** Which of its card's ways out it is, from the left. */
  readonly index: number;
  /** Width the name may take. */
  readonly room: number;
}

/** A line of the canvas. */
export type LineEdge = Edge<LineData, "line">;

/** A line with the name of its exit and the "+" on it; lines of one card start side by side, so that none hides another. */
export function ExitLine(props: EdgeProps<LineEdge>) {
  const localize = useLocalize();
  const { sourceX, sourceY, targetX, targetY, data } = props;
  // Each way out bends at its own height: lines that run side by side stay apart.
  const bend = sourceY + 58 + (data?.index ?? 0) * 8;
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, borderRadius: 10, centerY: bend });
  return (
    <>
      <BaseEdge path={path} className={data?.isLit ? "flow-line-lit" : "flow-line"} />
      <EdgeLabelRenderer>
        <div
          className="flow-line-mark"
          style={{ transform: `translate(-50%, 0) translate(${sourceX}px, ${sourceY + 6}px)` }}
        >
          {data?.label ? (
            <span className="flow-exit" title={localize(data.label)} style={{ maxWidth: data.room }}>
              {localize(data.label)}
            </span>
          ) : null}
          {data ? <InsertButton place={data.place} /> : null}
        </div>
      </EdgeLabelRenderer>
    </>
  );
}
