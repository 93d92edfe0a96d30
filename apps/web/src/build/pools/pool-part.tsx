import type { PoolDocument } from "@mortise/metadata";
import { Panel, useLocalize } from "@mortise/ui";
import { Alert, Form } from "antd";
import type { ReactNode } from "react";
import { useProblemPlace } from "../use-document-name.ts";
import { useDraft } from "../use-draft.ts";
import { type Parts, withParts } from "./with-part.ts";

/** What every part of the editor gets. */
export interface PoolEditorProps {
  readonly pool: PoolDocument;
  readonly onChange: (parts: Parts<PoolDocument>) => void;
}

/** The pool of the draft with a way to change parts of it. */
export function usePoolEdits(pool: PoolDocument): PoolEditorProps {
  const { session } = useDraft();
  return { pool, onChange: (parts) => session.put(withParts(pool, parts)) };
}

/** One part of the editor; says what is wrong with what it edits right there. */
export function PoolPart({
  pool,
  title,
  about,
  children,
}: {
  readonly pool: PoolDocument;
  readonly title: string;
  /** The parts of the document that are edited here, by their names. */
  readonly about: readonly (keyof PoolDocument)[];
  readonly children: ReactNode;
}) {
  const localize = useLocalize();
  const placeOf = useProblemPlace();
  const { problems } = useDraft();
  const own = problems.filter(
    ({ document, path }) =>
      document === `pool/${pool.id}` && about.some((part) => path === part || path.startsWith(`${part}.`)),
  );
  return (
    <Panel title={title} className="pool-part">
      <Form layout="vertical" component={false}>
        {own.map((problem) => (
          <Alert
            key={`${problem.path}/${problem.message.en}`}
            type={problem.severity === "error" ? "error" : "warning"}
            showIcon
            title={placeOf(problem) + localize(problem.message)}
          />
        ))}
        {children}
      </Form>
    </Panel>
  );
}
