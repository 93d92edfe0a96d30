import { ArrowLeftOutlined } from "@ant-design/icons";
import type { Problem } from "@mortise/metadata";
import { PageHeader, useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { Suspense } from "react";
import { Link, useParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { PageLoading } from "../shell/page-loading.tsx";
import { DESIGNERS } from "./designers.tsx";
import { DocumentProblems } from "./document-problems.tsx";
import { MissingDocument } from "./missing-document.tsx";
import { useHolders } from "./presence/use-holders.ts";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

/** `/a/:app/build/forms/:id` and its like: the engine's designer over the draft. */
export function DesignerPage() {
  const t = useText(buildText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const { kind = "", id = "" } = useParams();
  const { catalog, session, problems } = useDraft();
  const entry = Object.hasOwn(DESIGNERS, kind) ? DESIGNERS[kind] : undefined;
  const holders = useHolders(`${entry?.kind ?? kind}/${id}`);
  const document = entry && catalog.find(entry.kind, id);
  if (!entry || !document) return <MissingDocument kind={entry ? kind : "forms"} />;
  // The server names documents by their keys.
  const own = problems.filter((problem) => problem.document === `${entry.kind}/${id}`) as readonly Problem[];
  return (
    <div className="page page-full">
      <PageHeader
        before={
          <Link to={`/a/${app}/build/${kind}`} aria-label={t.back}>
            <Button type="text" icon={<ArrowLeftOutlined aria-hidden="true" />} tabIndex={-1} />
          </Link>
        }
        title={localize(document.name)}
      />
      {entry.showsProblems ? null : <DocumentProblems document={`${entry.kind}/${id}`} />}
      <Suspense fallback={<PageLoading />}>
        <entry.Designer
          key={`${entry.kind}/${id}`}
          document={document}
          catalog={catalog}
          onChange={(next) => session.put(next)}
          problems={own}
          holders={holders}
        />
      </Suspense>
    </div>
  );
}
