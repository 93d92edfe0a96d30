import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { type DefinitionDocument, documentRemovals } from "@mortise/metadata";
import { EmptyState, IconByName, PageHeader, useLocalize, useText } from "@mortise/ui";
import { App, Button } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { documentPath } from "./document-path.ts";
import type { NewKind } from "./new-document.ts";
import { NewDocumentDialog } from "./new-document-dialog.tsx";
import { RemovedDocuments } from "./removed-documents.tsx";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

/** Props of `DocumentCards`. */
export interface DocumentCardsProps {
  readonly kind: NewKind;
  readonly title: string;
  readonly hint?: string;
  readonly createLabel: string;
  readonly icon: (document: DefinitionDocument) => string;
  readonly detail?: (document: DefinitionDocument) => ReactNode;
}

/** All documents of a kind in the draft, to open, add and remove. */
export function DocumentCards({ kind, title, hint, createLabel, icon, detail }: DocumentCardsProps) {
  const t = useText(buildText);
  const { catalog } = useDraft();
  const [creating, setCreating] = useState(false);
  const documents = catalog.all(kind);
  const create = (
    <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setCreating(true)}>
      {createLabel}
    </Button>
  );
  return (
    <div className="page page-narrow">
      <PageHeader title={title} description={hint} actions={create} />
      {documents.length === 0 ? <EmptyState title={t.none} /> : null}
      <ul className="document-cards" aria-label={title}>
        {documents.map((document) => (
          <li key={document.id}>
            <DocumentCard document={document} icon={icon(document)} detail={detail?.(document)} />
          </li>
        ))}
      </ul>
      <RemovedDocuments kinds={kind === "entity" ? ["entity", "view"] : [kind]} />
      {creating ? (
        <NewDocumentDialog kind={kind} title={createLabel} onClose={() => setCreating(false)} />
      ) : null}
    </div>
  );
}

function DocumentCard({
  document,
  icon,
  detail,
}: {
  readonly document: DefinitionDocument;
  readonly icon: string;
  readonly detail: ReactNode;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const { session } = useDraft();
  const { message, modal } = App.useApp();
  const name = localize(document.name);
  const remove = async () => {
    try {
      await session.remove(document);
      for (const changed of documentRemovals(session.state().documents, document)) session.put(changed);
    } catch (error) {
      void message.error(errorMessage(error));
    }
  };
  const ask = () =>
    void modal.confirm({
      title: t.remove,
      content: fillText(t.removeAsk, { name }),
      okText: t.remove,
      okButtonProps: { danger: true },
      cancelText: t.cancel,
      onOk: remove,
    });
  return (
    <div className="document-card">
      <Link to={documentPath(app, `${document.kind}/${document.id}`)}>
        <span className="m-page-header-icon">
          <IconByName name={icon} />
        </span>
        <span>
          <b>{name}</b>
          <small>{detail}</small>
        </span>
      </Link>
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={`${t.remove}: ${name}`}
        onClick={ask}
      />
    </div>
  );
}
