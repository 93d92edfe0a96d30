import { useFieldServices } from "@mortise/fields/react";
import type { Catalog, FlowDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Alert } from "antd";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import { type FlowProblem, nodeSummary, summaryContext, triggerSummary } from "../../model/validate-flow.ts";
import { findNode } from "../../nodes/index.ts";
import { findTrigger } from "../../triggers/index.ts";
import { waysOf } from "../canvas/exit-labels.ts";
import { text } from "../text.ts";
import { stepName } from "./step-words.ts";

/** Props of `StepReading`. */
export interface StepReadingProps {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly problems: readonly FlowProblem[];
  /** The step, or the trigger's id. */
  readonly id: string;
  readonly onGo: (id: string) => void;
}

/** A step in words, with where it leads: for who reads a flow on a phone. */
export function StepReading({ flow, catalog, problems, id, onGo }: StepReadingProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { label } = useFieldServices();
  const context = summaryContext(flow, catalog, label);
  const node = flow.nodes.find((one) => one.id === id);
  const type = node ? findNode(node.type) : findTrigger(flow.trigger.type);
  const own = problems.filter((problem) => (problem.node ?? TRIGGER_ID) === id);
  const ways = node
    ? waysOf(node, context).map((way) => ({ ...way, name: localize(way.name), target: node.exits[way.id] }))
    : [{ id: "start", name: t.firstStep, when: undefined, target: flow.start }];
  return (
    <div className="flow-reading">
      <p>{localize(node ? nodeSummary(node, context) : triggerSummary(flow, context))}</p>
      {type ? <p className="flow-hint">{localize(type.description)}</p> : null}
      {own.map(({ path, message }) => (
        <Alert key={`${path} ${message.en}`} type="warning" showIcon title={localize(message)} />
      ))}
      <ul aria-label={t.goesTo}>
        {ways.map((way) => {
          const next = flow.nodes.find((one) => one.id === way.target);
          return (
            <li key={way.id}>
              <span>
                {way.name}
                {way.when && localize(way.when) !== way.name ? <small>{localize(way.when)}</small> : null}
              </span>
              {next ? (
                <button type="button" onClick={() => onGo(next.id)}>
                  {localize(stepName(next))} ↓
                </button>
              ) : (
                <span className="flow-hint">{t.nextPath}</span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
