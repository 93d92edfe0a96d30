import type { RouteOutput, routes } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import type { ReactNode } from "react";
import { RunStatusTag } from "./run-status.tsx";
import { text } from "./text.ts";

type Answer = RouteOutput<typeof routes.readRun>;
type Run = Answer["run"];

/** A link to another run. */
export type RenderRunLink = (run: string, children: ReactNode) => ReactNode;

/** By which run a run was called. */
export function CalledBy({
  caller,
  renderLink,
}: {
  readonly caller: Answer["caller"];
  readonly renderLink: RenderRunLink;
}) {
  const t = useText(text);
  const localize = useLocalize();
  if (!caller) return null;
  return (
    <span className="run-caller">
      {t.calledBy} {renderLink(caller.id, `${localize(caller.flowName)}${titled(caller)}`)}
    </span>
  );
}

/** The runs that a run has called, each with how it stands. */
export function RunCalls({
  answer: { calls, moreCalls, steps },
  renderLink,
}: {
  readonly answer: Answer;
  readonly renderLink: RenderRunLink;
}) {
  const t = useText(text);
  const localize = useLocalize();
  if (calls.length === 0 && !moreCalls) return null;
  const nameOf = (node: string): string => {
    const step = steps.find((one) => one.node === node);
    return step ? localize(step.name) : "";
  };
  const failed = calls.filter(({ run }) => run.status === "failed").length;
  return (
    <section className="run-calls" aria-label={t.calls}>
      <div className="flow-label">
        {t.calls} · {fillText(t.callCount, { n: calls.length })}
        {failed > 0 ? ` · ${fillText(t.callsFailed, { n: failed })}` : ""}
      </div>
      <ul>
        {calls.map(({ node, run }) => (
          <li key={run.id}>
            <RunStatusTag status={run.status} undone={run.undone} />
            {renderLink(run.id, `${localize(run.flowName)}${titled(run)}`)}
            <small className="flow-hint">{nameOf(node)}</small>
          </li>
        ))}
      </ul>
      {moreCalls ? <p className="flow-hint">{t.moreCalls}</p> : null}
    </section>
  );
}

function titled({ recordTitle }: Run): string {
  return recordTitle === "" ? "" : ` · ${recordTitle}`;
}
