import { fillText, type LocalizedText } from "@mortise/kit";
import { Panel, useLocalize, useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Space } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { errorMessage } from "../session/form-errors.ts";
import { buildText } from "./text.ts";

const FEW = 6;

/** A change in business words. */
interface ToldChange {
  readonly document: string;
  readonly text: LocalizedText;
}

/** How an entry of a history is gone back to; asked before it is done. */
export interface WayBack {
  readonly label: string;
  readonly question: string;
  /** Does it and says so. A refusal is shown by the card. */
  readonly run: () => Promise<unknown>;
}

/** One entry of a history of definitions: what it was, who did it when, what it changed, and the way back. */
export function HistoryCard({
  title,
  by,
  note,
  changes,
  none,
  compared,
  wayBack,
}: {
  readonly title: ReactNode;
  /** Who and when. */
  readonly by: string;
  readonly note?: string | undefined;
  readonly changes: readonly ToldChange[];
  /** Said when nothing changed. */
  readonly none?: string | undefined;
  /** Where it is compared with another state. */
  readonly compared?: { readonly label: string; readonly path: string };
  readonly wayBack: WayBack | undefined;
}) {
  const actions = (
    <Space>
      {compared ? (
        <Link to={compared.path}>
          <Button size="small" tabIndex={-1}>
            {compared.label}
          </Button>
        </Link>
      ) : null}
      {wayBack ? <WayBackButton wayBack={wayBack} /> : null}
    </Space>
  );
  return (
    <Panel title={title} actions={actions}>
      <p className="release-by">{by}</p>
      {note ? <blockquote>{note}</blockquote> : null}
      <Changes changes={changes} none={none} />
    </Panel>
  );
}

function WayBackButton({ wayBack }: { readonly wayBack: WayBack }) {
  const t = useText(buildText);
  const { message, modal } = App.useApp();
  const back = useMutation({
    mutationFn: wayBack.run,
    onError: (error) => message.error(errorMessage(error)),
  });
  const ask = () =>
    void modal.confirm({
      title: wayBack.label,
      content: wayBack.question,
      okText: wayBack.label,
      cancelText: t.cancel,
      onOk: () => back.mutateAsync().catch(() => undefined),
    });
  return (
    <Button size="small" loading={back.isPending} onClick={ask}>
      {wayBack.label}
    </Button>
  );
}

/** What an entry changed; a long list is folded. */
function Changes({
  changes,
  none,
}: {
  readonly changes: readonly ToldChange[];
  readonly none: string | undefined;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  const [open, setOpen] = useState(false);
  const shown = open || changes.length <= FEW + 1 ? changes : changes.slice(0, FEW);
  return (
    <>
      <ul className="diff-list">
        {shown.map((change) => (
          <li key={`${change.document}/${change.text.en}`}>{localize(change.text)}</li>
        ))}
        {changes.length === 0 && none !== undefined ? <li>{none}</li> : null}
      </ul>
      {shown.length < changes.length ? (
        <Button size="small" type="link" onClick={() => setOpen(true)}>
          {fillText(t.allChanges, { n: changes.length })}
        </Button>
      ) : null}
    </>
  );
}
