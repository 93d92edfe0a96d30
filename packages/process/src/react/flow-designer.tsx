import { ExperimentOutlined, RedoOutlined, SettingOutlined, UndoOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import type { Catalog, FlowDocument, Problem } from "@mortise/metadata";
import {
  type ElementHolders,
  HeldSettings,
  useHeldParts,
  useIsPhone,
  useLocalize,
  useText,
} from "@mortise/ui";
import { Button, Drawer, Popover, Space } from "antd";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from "react";
import { insertNode, removeNode } from "../model/flow-edit.ts";
import { type FlowProblem, validateFlow } from "../model/validate-flow.ts";
import { findNode } from "../nodes/index.ts";
import { CanvasActionsProvider } from "./canvas-actions.ts";
import { FlowCanvas } from "./flow-canvas.tsx";
import "./flow-designer.css";
import { FlowInspector, NodeInspector } from "./inspector.tsx";
import { TRIGGER_ID } from "./layout.ts";
import { RehearsalPanel } from "./rehearsal-panel.tsx";
import { text } from "./text.ts";
import { type History, useHistory } from "./use-history.ts";

/** A problem of this flow that somebody else found. */
type GivenProblem = Pick<Problem, "path" | "message" | "severity">;

/** Props of `FlowDesigner`; it edits a value, saving is the page's work. Stands inside a `FieldServicesProvider`. */
export interface FlowDesignerProps {
  readonly document: FlowDocument;
  readonly catalog: Catalog;
  readonly onChange: (document: FlowDocument) => void;
  /** Problems found elsewhere, such as by publishing; the flow's own are found here. */
  readonly problems?: readonly GivenProblem[];
  /** Who else is at which step. */
  readonly holders?: ElementHolders | undefined;
  /** More buttons of the toolbar. */
  readonly tools?: ReactNode;
  /** What stands at the corners of steps, by their id. */
  readonly badges?: ReadonlyMap<string, ReactNode> | undefined;
}

const REHEARSAL = "$rehearsal";
const NO_PROBLEMS: readonly GivenProblem[] = [];

/** Draws a flow and lets people change it: "+" adds a step, a click opens its settings, everything can be undone. */
export function FlowDesigner({ document: flow, catalog, onChange, holders, ...props }: FlowDesignerProps) {
  const { problems: given = NO_PROBLEMS, tools, badges } = props;
  const isPhone = useIsPhone();
  const isFree = useHeldParts(flow.nodes, holders, ({ exits: _exits, ...content }) => content);
  const history = useHistory(flow, onChange);
  const [open, setOpen] = useState<string>();
  useEffect(() => holders?.onChoose(open === REHEARSAL ? undefined : open), [holders, open]);
  const [lit, setLit] = useState<ReadonlySet<string>>(new Set());
  const own = useMemo(() => validateFlow(flow, catalog), [flow, catalog]);
  const problems = useMemo(() => together(own, given), [own, given]);
  const change = (next: FlowDocument): void => {
    if (!isFree(next.nodes)) return;
    setLit(new Set());
    history.change(next);
  };
  const remove = (id: string): void => {
    setOpen(undefined);
    change(removeNode(flow, id));
  };
  const actions = {
    readOnly: isPhone,
    holderOf: (id: string) => holders?.held.get(id),
    remove,
    insert: (place: Parameters<typeof insertNode>[1], type: string) => {
      const inserted = insertNode(flow, place, type);
      change(inserted.flow);
      setOpen(inserted.id);
    },
  };
  return (
    <div
      className="flow-designer"
      onKeyDown={(event) => handleKey(event, { history, remove: isPhone ? undefined : remove, open })}
    >
      <Toolbar history={history} problems={problems} readOnly={isPhone} onOpen={setOpen} tools={tools} />
      <div className="flow-stage">
        <CanvasActionsProvider value={actions}>
          <FlowCanvas
            flow={flow}
            catalog={catalog}
            problems={problems}
            selected={open}
            onSelect={setOpen}
            lit={lit}
            badges={badges}
          />
        </CanvasActionsProvider>
        <SidePanel
          flow={flow}
          catalog={catalog}
          problems={problems}
          open={open}
          holders={holders}
          onChange={change}
          onClose={() => setOpen(undefined)}
          onLight={(steps) =>
            setLit(new Set(steps.flatMap((step) => [step.node, `${step.node}/${step.exit}`])))
          }
        />
      </div>
    </div>
  );
}

/** The flow's own problems first, then those of others that say something new. */
function together(own: readonly FlowProblem[], given: readonly GivenProblem[]): readonly FlowProblem[] {
  const known = new Set(own.map((problem) => problem.path));
  const others = given
    .filter((problem) => !known.has(problem.path))
    .map((problem) => ({ ...problem, document: `flow/` as const }));
  return [...own, ...others];
}

interface KeyTargets {
  readonly history: History<FlowDocument>;
  readonly remove: ((id: string) => void) | undefined;
  readonly open: string | undefined;
}

/** Ctrl+Z, Ctrl+Shift+Z, Delete: not while a text is being typed. */
function handleKey(event: KeyboardEvent, { history, remove, open }: KeyTargets): void {
  const { target } = event;
  if (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, .ant-drawer, .ant-popover"))
  )
    return;
  const withCommand = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (withCommand && key === "z") {
    event.preventDefault();
    if (event.shiftKey) history.redo();
    else history.undo();
  } else if (withCommand && key === "y") {
    event.preventDefault();
    history.redo();
  } else if ((key === "delete" || key === "backspace") && open !== undefined && open !== TRIGGER_ID) {
    remove?.(open);
  }
}

function Toolbar({
  history,
  problems,
  readOnly,
  onOpen,
  tools,
}: {
  readonly tools: ReactNode;
  readonly history: History<FlowDocument>;
  readonly problems: readonly FlowProblem[];
  readonly readOnly: boolean;
  readonly onOpen: (id: string) => void;
}) {
  const t = useText(text);
  return (
    <div className="flow-toolbar" role="toolbar">
      {readOnly ? (
        <span className="flow-hint">{t.phoneHint}</span>
      ) : (
        <Space.Compact>
          <Button
            icon={<UndoOutlined />}
            aria-label={t.undo}
            title={t.undo}
            disabled={!history.canUndo}
            onClick={() => history.undo()}
          />
          <Button
            icon={<RedoOutlined />}
            aria-label={t.redo}
            title={t.redo}
            disabled={!history.canRedo}
            onClick={() => history.redo()}
          />
        </Space.Compact>
      )}
      {readOnly ? null : (
        <Button icon={<SettingOutlined />} onClick={() => onOpen(TRIGGER_ID)}>
          {t.flowSettings}
        </Button>
      )}
      <Button icon={<ExperimentOutlined />} onClick={() => onOpen(REHEARSAL)}>
        {t.rehearse}
      </Button>
      {tools}
      <ProblemList problems={problems} onOpen={onOpen} />
    </div>
  );
}

function ProblemList({
  problems,
  onOpen,
}: {
  readonly problems: readonly FlowProblem[];
  readonly onOpen: (id: string) => void;
}) {
  const t = useText(text);
  const localize = useLocalize();
  if (problems.length === 0) return <span className="flow-hint">{t.noProblems}</span>;
  const hasErrors = problems.some((problem) => problem.severity === "error");
  return (
    <Popover
      trigger="click"
      content={
        <ul className="flow-problems">
          {problems.map((problem) => (
            <li key={`${problem.path} ${problem.message.en}`}>
              <button type="button" onClick={() => onOpen(problem.node ?? TRIGGER_ID)}>
                {localize(problem.message)}
              </button>
            </li>
          ))}
        </ul>
      }
    >
      <Button danger={hasErrors} type="text">
        {fillText(t.problems, { n: problems.length })}
      </Button>
    </Popover>
  );
}

interface SidePanelProps {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly problems: readonly FlowProblem[];
  readonly open: string | undefined;
  readonly holders: ElementHolders | undefined;
  readonly onChange: (flow: FlowDocument) => void;
  readonly onClose: () => void;
  readonly onLight: Parameters<typeof RehearsalPanel>[0]["onLight"];
}

/** Settings of the chosen step, of the flow, or the test run; on a phone only the test run opens. */
function SidePanel({ flow, catalog, problems, open, holders, onChange, onClose, onLight }: SidePanelProps) {
  const t = useText(text);
  const localize = useLocalize();
  const isPhone = useIsPhone();
  const node = flow.nodes.find((candidate) => candidate.id === open);
  const isRehearsal = open === REHEARSAL;
  const isShown = isRehearsal || (!isPhone && (node !== undefined || open === TRIGGER_ID));
  const title = isRehearsal
    ? t.rehearse
    : node
      ? localize(node.name ?? findNode(node.type)?.name)
      : t.flowSettings;
  const props = { flow, catalog, problems, onChange };
  return (
    <Drawer
      open={isShown}
      title={title}
      size={isPhone ? "100%" : 420}
      mask={false}
      getContainer={false}
      destroyOnHidden
      autoFocus={false}
      onClose={onClose}
    >
      {isRehearsal ? <RehearsalPanel flow={flow} catalog={catalog} onLight={onLight} /> : null}
      {open === undefined || isRehearsal ? null : (
        <HeldSettings element={open} holders={holders}>
          {node ? <NodeInspector key={node.id} {...props} node={node} /> : null}
          {open === TRIGGER_ID ? <FlowInspector {...props} /> : null}
        </HeldSettings>
      )}
    </Drawer>
  );
}
