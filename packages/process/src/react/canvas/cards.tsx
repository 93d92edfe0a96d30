import { CopyOutlined, DeleteOutlined, EllipsisOutlined, ScissorOutlined } from "@ant-design/icons";
import type { LocalizedText } from "@mortise/kit";
import { type ElementHolder, HolderTag, IconByName, useLocalize, useText } from "@mortise/ui";
import type { Node, NodeProps } from "@xyflow/react";
import { Button, Dropdown } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { text } from "../text.ts";
import { type StepAction, useCanvasActions } from "./canvas-actions.ts";
import { colorOf } from "./color-of.ts";

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
  /** Who else is there. */
  readonly holder: ElementHolder | undefined;
}

/** What a card shows, and how it stands in the canvas. */
export interface CardState extends CardData {
  /** Reached by the tab key; the arrow keys lead on from there. */
  readonly isCurrent: boolean;
  /** Takes the focus when it is drawn with another number than 0 or the last one. */
  readonly takesFocus: number;
}

/** A step or the trigger on the canvas. */
export type CardNode = Node<CardState, "card">;

/** A small mark: where the ways of a block meet, or where a path ends. */
export type MarkNode = Node<Record<string, never>, "join" | "stop">;

/** A step's card: icon, name, one line of business words, its first problem. */
export function Card({ id, data, selected }: NodeProps<CardNode>) {
  const localize = useLocalize();
  const { readOnly, canCarry } = useCanvasActions();
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (data.takesFocus > 0) card.current?.focus({ preventScroll: true });
  }, [data.takesFocus]);
  const { holder } = data;
  const problem = data.problem && localize(data.problem);
  const classes = [
    "flow-card",
    canCarry && !data.isTrigger ? "flow-card-loose nopan" : "",
    selected ? "flow-selected" : "",
    data.isLit ? "flow-lit" : "",
    problem || data.isFailed ? "flow-wrong" : "",
  ];
  return (
    <div
      className={classes.filter(Boolean).join(" ")}
      style={holder ? { outline: `2px solid ${holder.color}` } : undefined}
      title={problem ?? localize(data.summary)}
      data-step={id}
    >
      <HolderTag holder={holder} />
      {data.badge ? <span className="flow-badge">{data.badge}</span> : null}
      <div
        ref={card}
        className="flow-card-main"
        role="button"
        tabIndex={data.isCurrent ? 0 : -1}
        aria-current={selected ? "step" : undefined}
      >
        <span className="flow-card-icon" style={{ background: colorOf(data.color) }}>
          <IconByName name={data.icon} />
        </span>
        <span className="flow-card-text">
          <b>{localize(data.title)}</b>
          <small>{problem ?? localize(data.summary)}</small>
        </span>
      </div>
      {selected && !data.isTrigger && !readOnly ? <CardMenu id={id} /> : null}
    </div>
  );
}

/** What can be done with the chosen step. */
function CardMenu({ id }: { readonly id: string }) {
  const t = useText(text);
  const { act } = useCanvasActions();
  const entry = (key: StepAction, icon: ReactNode, keys: string) => ({
    key,
    icon,
    label: t[key],
    extra: keys,
  });
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          entry("copy", <CopyOutlined />, "Ctrl+C"),
          entry("copyOnly", null, ""),
          entry("cut", <ScissorOutlined />, "Ctrl+X"),
          entry("duplicate", null, "Ctrl+D"),
          { type: "divider" },
          { ...entry("remove", <DeleteOutlined />, "Del"), danger: true },
        ],
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation();
          // The keys are those of the entries above.
          act(id, key as StepAction);
        },
      }}
    >
      <Button
        className="nodrag nopan flow-card-menu"
        size="small"
        type="text"
        icon={<EllipsisOutlined />}
        aria-label={t.stepMenu}
        onClick={(event) => event.stopPropagation()}
      />
    </Dropdown>
  );
}

/** Where the ways of a block meet; the line below goes on after it. */
export function Join({ id }: NodeProps<MarkNode>) {
  const t = useText(text);
  return <div className="flow-join" title={t.join} data-join={id} />;
}

/** Where a path ends. */
export function Stop() {
  const t = useText(text);
  return <div className="flow-stop" title={t.end} />;
}
