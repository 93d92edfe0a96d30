import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import type { Catalog } from "@mortise/metadata";
import { formatDateTime, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Skeleton, Timeline } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { CanvasActionsProvider } from "../canvas/canvas-actions.ts";
import { FlowCanvas } from "../canvas/flow-canvas.tsx";
import { findNode } from "../../nodes/index.ts";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import "../flow-designer.css";
import { MendingButtons } from "./mending-buttons.tsx";
import { CalledBy, type RenderRunLink, RunCalls } from "./run-calls.tsx";
import { RunStatusTag } from "./run-status.tsx";
import "./runs.css";
import { text } from "./text.ts";
import { runsKey } from "./use-mending.ts";

type Answer = RouteOutput<typeof routes.readRun>;

/** Props of `RunView`. */
export interface RunViewProps {
  readonly app: string;
  readonly run: string;
  readonly catalog: Catalog;
  /** A link to another run: the caller, or a called one. */
  readonly renderLink: RenderRunLink;
  /** More buttons, by what the person may do. */
  readonly renderActions?: (answer: Answer) => ReactNode;
}

/** One run: its way lit on the drawing of its flow, each step with what it did and looked at, and what can be done. */
export function RunView(props: RunViewProps) {
  const { app, run } = props;
  const api = useApi();
  const answer = useQuery({
    queryKey: [...runsKey(app), "one", run],
    queryFn: () => api.call(routes.readRun, { params: { app, id: run } }),
    retry: false,
  });
  if (answer.error) return <Alert type="error" showIcon role="alert" title={answer.error.message} />;
  if (!answer.data) return <Skeleton active />;
  return <Shown {...props} answer={answer.data} />;
}

function Shown({
  app,
  catalog,
  renderActions,
  renderLink,
  answer,
}: RunViewProps & { readonly answer: Answer }) {
  const t = useText(text);
  const localize = useLocalize();
  const { run, document, mayMend } = answer;
  const isLive = run.status === "waiting" || run.status === "running";
  return (
    <div className="run">
      <div className="run-head">
        <b>
          {localize(run.flowName)}
          {run.recordTitle === "" ? "" : ` · ${run.recordTitle}`}
        </b>
        <RunStatusTag status={run.status} undone={run.undone} />
        {run.nodeName !== null && run.status !== "done" ? (
          <span>{fillText(t.at, { step: localize(run.nodeName) })}</span>
        ) : null}
        {run.startedBy === null || run.startedBy === "" ? null : (
          <span>{fillText(t.startedBy, { name: run.startedBy })}</span>
        )}
        <CalledBy caller={answer.caller} renderLink={renderLink} />
      </div>
      {run.status === "failed" || run.error ? (
        <Alert
          type={run.status === "failed" ? "error" : "info"}
          showIcon
          title={run.error ? localize(run.error) : t.withheld}
        />
      ) : null}
      <div className="run-actions">
        {mayMend && (run.status === "failed" || isLive) ? (
          <MendingButtons
            app={app}
            ids={[run.id]}
            isFailed={run.status === "failed"}
            waitsForCalls={isLive && waitsForCalls(answer)}
          />
        ) : null}
        {renderActions?.(answer)}
      </div>
      <RunCalls answer={answer} renderLink={renderLink} />
      <div className={document ? "run-parts" : ""}>
        {document ? <Drawing answer={answer} catalog={catalog} /> : null}
        <Steps answer={answer} />
      </div>
    </div>
  );
}

/** It stands at a step that waits for runs which it has called. */
function waitsForCalls({ run, document }: Answer): boolean {
  const node = document?.nodes.find(({ id }) => id === run.node);
  return findNode(node?.type ?? "")?.calls !== undefined;
}

const NO_PROBLEMS = [] as const;
const READ_ONLY = { readOnly: true, canCarry: false, offer: () => undefined, act: () => undefined };

function Drawing({ answer, catalog }: { readonly answer: Answer; readonly catalog: Catalog }) {
  const { document, steps, run } = answer;
  const [selected, setSelected] = useState<string | undefined>(run.node ?? undefined);
  const lit = useMemo(
    () =>
      new Set([
        ...(steps.length > 0 ? [`${TRIGGER_ID}/start`] : []),
        ...steps.flatMap((step) => [step.node, `${step.node}/${step.exit ?? ""}`]),
      ]),
    [steps],
  );
  const chosen = useMemo(() => new Set(selected === undefined ? [] : [selected]), [selected]);
  if (!document) return null;
  const failed = run.status === "failed" && run.node !== null ? new Set([run.node]) : undefined;
  return (
    <div className="flow-designer run-drawing">
      <CanvasActionsProvider value={READ_ONLY}>
        <FlowCanvas
          flow={document}
          catalog={catalog}
          problems={NO_PROBLEMS}
          chosen={chosen}
          onChoose={setSelected}
          lit={lit}
          failed={failed}
          isBare={answer.isBare}
        />
      </CanvasActionsProvider>
    </div>
  );
}

function Steps({ answer: { steps } }: { readonly answer: Answer }) {
  const t = useText(text);
  const localize = useLocalize();
  const locale = useLocale();
  const timeZone = useTimeZone();
  if (steps.length === 0) return <p className="flow-hint">{t.noSteps}</p>;
  const items = steps.map((step, index) => ({
    key: index,
    content: (
      <>
        <b>{localize(step.name)}</b>
        <div>{step.text ? localize(step.text) : <em>{t.hidden}</em>}</div>
        {step.details.length > 0 ? (
          <ul className="run-details" aria-label={t.decidedBy}>
            {step.details.map(({ label, value, decisive }) => (
              <li key={`${label.zh} ${value.zh}`} className={decisive ? "run-decisive" : ""}>
                {localize(label)}: {localize(value)}
              </li>
            ))}
          </ul>
        ) : null}
        <small className="flow-hint">{formatDateTime(step.at, locale, timeZone)}</small>
      </>
    ),
  }));
  return (
    <section aria-label={t.steps} className="run-steps">
      <Timeline items={items} />
    </section>
  );
}
