import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import type { LocatedProblem } from "./locate-problems.ts";
import { designerText } from "./text.ts";

/** Everything that is wrong with the form and its entity, each with the way to where it is mended. */
export function ProblemList({
  problems,
  onGo,
}: {
  readonly problems: readonly LocatedProblem[];
  readonly onGo: (problem: LocatedProblem) => void;
}) {
  const t = useText(designerText);
  const localize = useLocalize();
  if (problems.length === 0) return null;
  return (
    <details
      className="fd-problems"
      role="region"
      aria-label={fillText(t.problemsTitle, { n: problems.length })}
      open
    >
      <summary>{fillText(t.problemsTitle, { n: problems.length })}</summary>
      <ul>
        {problems.map((problem) => (
          <li key={problem.path + problem.message.en}>
            <span role={problem.isError ? "alert" : undefined}>
              {problem.about ? <b>{localize(problem.about)} · </b> : null}
              {localize(problem.message)}
            </span>
            {problem.place.kind === "elsewhere" ? null : (
              <Button type="link" size="small" onClick={() => onGo(problem)}>
                {t.goTo}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
