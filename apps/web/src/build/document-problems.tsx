import { useLocalize, useText } from "@mortise/ui";
import { Alert } from "antd";
import { buildText } from "./text.ts";
import { useProblemPlace } from "./use-document-name.ts";
import { useDraft } from "./use-draft.ts";

/** What the server found wrong with one document when it was last saved. */
export function DocumentProblems({ document }: { readonly document: string }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const placeOf = useProblemPlace();
  const problems = useDraft().problems.filter((problem) => problem.document === document);
  if (problems.length === 0) return null;
  return (
    <Alert
      type={problems.some((problem) => problem.severity === "error") ? "error" : "warning"}
      showIcon
      title={t.problems}
      description={
        <ul className="diff-list">
          {problems.map((problem) => (
            <li key={`${problem.path}/${problem.message.en}`}>
              {placeOf(problem)}
              {localize(problem.message)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
