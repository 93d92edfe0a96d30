import { type RouteOutput, type routes } from "@mortise/contract";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Checkbox, Tag } from "antd";
import { Link } from "react-router";
import { documentPath } from "./document-path.ts";
import { ProblemRows } from "./problem-rows.tsx";
import { buildText } from "./text.ts";
import { useDocumentName, useProblemPlace } from "./use-document-name.ts";

type Diff = RouteOutput<typeof routes.diffDraft>;
type DiffProblem = Diff["problems"][number];

/** The one rule whose rows may be given up: their values stay in the column that is kept aside. */
const EMPTIED = "type";

/** Colours of the kinds of changes. */
export const CHANGE_TONES = { added: "success", removed: "error", changed: "processing" } as const;

/** What the kinds of changes are called. */
export function useChangeWords() {
  const t = useText(buildText);
  return { added: t.added, removed: t.removed, changed: t.changed };
}

/** The field whose values a new type cannot hold, as publishing names it (`lead.amount`). */
export function emptiedField({ rows }: DiffProblem): string | undefined {
  return rows?.rule === EMPTIED ? `${rows.entity}.${rows.field}` : undefined;
}

interface DiffViewProps {
  readonly app: string;
  readonly diff: Diff;
  /** Fields whose values may be emptied. */
  readonly accepted: ReadonlySet<string>;
  readonly onAccept: (accepted: ReadonlySet<string>) => void;
  readonly onLeave: () => void;
}

/** What would change, what stands in its way and what it touches. */
export function DiffView(props: DiffViewProps) {
  const t = useText(buildText);
  const { app, diff, onLeave } = props;
  const errors = diff.problems.filter((problem) => problem.severity === "error");
  const warnings = diff.problems.filter((problem) => problem.severity === "warning");
  return (
    <div className="diff">
      {errors.length > 0 ? (
        <Alert type="error" title={t.problems} description={<ProblemList {...props} problems={errors} />} />
      ) : null}
      {warnings.length > 0 ? (
        <Alert
          type="warning"
          title={t.warnings}
          description={<ProblemList {...props} problems={warnings} />}
        />
      ) : null}
      {diff.impact.length > 0 ? (
        <Alert
          type="warning"
          title={t.impact}
          description={<ImpactList app={app} impact={diff.impact} onLeave={onLeave} />}
        />
      ) : null}
      <h3>{diff.changes.length === 0 ? t.noChanges : t.changes}</h3>
      <Changes changes={diff.changes} />
    </div>
  );
}

function Changes({ changes }: { readonly changes: Diff["changes"] }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const words = useChangeWords();
  return (
    <ul className="diff-list diff-changes" aria-label={t.changes}>
      {changes.map((change) => (
        <li key={`${change.document}/${change.text.en}`}>
          <Tag color={CHANGE_TONES[change.type]}>{words[change.type]}</Tag>
          {localize(change.text)}
        </li>
      ))}
    </ul>
  );
}

function ProblemList({
  app,
  problems,
  accepted,
  onAccept,
  onLeave,
}: DiffViewProps & { readonly problems: readonly DiffProblem[] }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const nameOf = useDocumentName();
  const placeOf = useProblemPlace();
  return (
    <ul className="diff-list">
      {problems.map((problem) => (
        <li key={`${problem.document}/${problem.path}/${problem.message.en}`}>
          <b>
            {nameOf(problem.document)}
            {t.colon}
          </b>
          {placeOf(problem)}
          {localize(problem.message)}{" "}
          <Link to={documentPath(app, problem.document)} onClick={onLeave}>
            {t.goTo}
          </Link>
          {problem.rows ? <ProblemRows app={app} rows={problem.rows} onLeave={onLeave} /> : null}
          <AcceptEmptied field={emptiedField(problem)} accepted={accepted} onAccept={onAccept} />
        </li>
      ))}
    </ul>
  );
}

function ImpactList({
  app,
  impact,
  onLeave,
}: {
  readonly app: string;
  readonly impact: Diff["impact"];
  readonly onLeave: () => void;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  return (
    <ul className="diff-list" aria-label={t.impact}>
      {impact.map((each) => (
        <li key={`${each.document}/${each.text.en}`}>
          {localize(each.text)}{" "}
          <Link to={documentPath(app, each.document)} onClick={onLeave}>
            {t.goTo}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Publishes all the same: values that do not fit the new type are emptied, and kept aside. */
function AcceptEmptied({
  field,
  accepted,
  onAccept,
}: {
  readonly field: string | undefined;
  readonly accepted: ReadonlySet<string>;
  readonly onAccept: (accepted: ReadonlySet<string>) => void;
}) {
  const t = useText(buildText);
  if (field === undefined) return null;
  const others = [...accepted].filter((each) => each !== field);
  return (
    <div>
      <Checkbox
        checked={accepted.has(field)}
        onChange={(event) => onAccept(new Set(event.target.checked ? [...others, field] : others))}
      >
        {t.acceptEmptied}
      </Checkbox>
    </div>
  );
}
