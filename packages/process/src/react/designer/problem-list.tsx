import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Popover } from "antd";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import type { FlowProblem } from "../../model/validate-flow.ts";
import { text } from "../text.ts";

/** Props of `ProblemList`. */
export interface ProblemListProps {
  readonly problems: readonly FlowProblem[];
  readonly onOpen: (id: string) => void;
}

/** How much is to be mended; each problem leads to its step. */
export function ProblemList({ problems, onOpen }: ProblemListProps) {
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
