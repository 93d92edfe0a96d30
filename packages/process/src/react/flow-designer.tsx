import type { Catalog, FlowDocument, Problem } from "@mortise/metadata";
import { type ElementHolders, type HistoryStore, useHeldParts, useIsPhone, useStable } from "@mortise/ui";
import type { ReactNode } from "react";
import { useDeferredValue, useEffect, useMemo } from "react";
import { type FlowProblem, validateFlow } from "../model/validate-flow.ts";
import { DesignerStage } from "./designer/designer-stage.tsx";
import { SampleProvider } from "./designer/sample.ts";
import { useFlowHistory } from "./designer/use-flow-history.ts";
import { useSampleOf } from "./designer/use-sample-of.ts";
import { useSelection } from "./designer/use-selection.ts";
import { useStepEdits } from "./designer/use-step-edits.ts";
import "./flow-designer.css";

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
  /** Where the steps that can be undone are kept until the page is opened again. */
  readonly history?: HistoryStore | undefined;
  /** More buttons of the toolbar. */
  readonly tools?: ReactNode;
  /** What stands at the corners of steps, by their id. */
  readonly badges?: ReadonlyMap<string, ReactNode> | undefined;
}

const NO_PROBLEMS: readonly GivenProblem[] = [];

/** Draws a flow and lets people change it: "+" adds a step, a click opens its settings, everything can be undone. */
export function FlowDesigner({ document: flow, catalog, onChange, holders, ...props }: FlowDesignerProps) {
  const readOnly = useIsPhone();
  const isFree = useHeldParts(flow.nodes, holders, ({ exits: _exits, ...content }) => content);
  const put = (next: FlowDocument): boolean => {
    const isLetThrough = !readOnly && isFree(next.nodes);
    if (isLetThrough) onChange(next);
    return isLetThrough;
  };
  const history = useFlowHistory(flow, put, props.history);
  const selection = useSelection();
  const change = useStable(history.change);
  const edits = useStepEdits({ flow, catalog, change, selection });
  const { open } = selection;
  useEffect(() => holders?.onChoose(open?.startsWith("$panel") ? undefined : open), [holders, open]);
  const sample = useSampleOf(flow, catalog);
  return (
    <SampleProvider value={sample}>
      <DesignerStage
        flow={flow}
        catalog={catalog}
        problems={useProblems(flow, catalog, props.problems ?? NO_PROBLEMS)}
        history={history}
        selection={selection}
        edits={edits}
        holders={holders}
        readOnly={readOnly}
        change={change}
        tools={props.tools}
        badges={props.badges}
      />
    </SampleProvider>
  );
}

/** The flow's own problems first, then those of others that say something new; found when the canvas has been drawn. */
function useProblems(
  flow: FlowDocument,
  catalog: Catalog,
  given: readonly GivenProblem[],
): readonly FlowProblem[] {
  const settled = useDeferredValue(flow);
  const own = useMemo(() => validateFlow(settled, catalog), [settled, catalog]);
  return useMemo(() => {
    const known = new Set(own.map((problem) => problem.path));
    const others = given
      .filter((problem) => !known.has(problem.path))
      .map((problem) => ({ ...problem, document: `flow/` as const }));
    return [...own, ...others];
  }, [own, given]);
}
