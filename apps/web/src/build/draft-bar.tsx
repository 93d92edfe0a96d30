import { CloudUploadOutlined } from "@ant-design/icons";
import { fillText, listText } from "@mortise/kit";
import { useIsPhone, useLocale, useText } from "@mortise/ui";
import { describeConflict, type MergeConflict, type Side } from "@mortise/metadata";
import { Alert, Button, Modal, Space, Tag } from "antd";
import { useState } from "react";
import { ConflictList } from "./conflict-list.tsx";
import type { DraftStatus } from "./draft-session.ts";
import { PeopleHere } from "./presence/people-here.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { buildText } from "./text.ts";
import { useDocumentName } from "./use-document-name.ts";
import { useDraft } from "./use-draft.ts";

/** The line above every build page: where saving stands, and the button to publish. */
export function DraftBar({ app, onReload }: { readonly app: string; readonly onReload: () => void }) {
  const t = useText(buildText);
  const { session, status, unpublished } = useDraft();
  const phone = useIsPhone();
  const [publishing, setPublishing] = useState(false);
  const open = () => void session.flush().then(() => setPublishing(true));
  return (
    <>
      <div className={unpublished ? "draft-bar draft-bar-unpublished" : "draft-bar"}>
        <p>{unpublished ? (phone ? t.unpublishedShort : t.unpublished) : t.upToDate}</p>
        <PeopleHere app={app} />
        <StatusTag status={status} />
        <Button
          type={unpublished ? "primary" : "default"}
          icon={<CloudUploadOutlined aria-hidden="true" />}
          disabled={status.type === "conflict"}
          onClick={open}
        >
          {t.publish}
        </Button>
      </div>
      {status.type === "conflict" ? <Conflict documents={status.keys} conflicts={status.conflicts} /> : null}
      {publishing ? (
        <PublishDialog app={app} onClose={() => setPublishing(false)} onReload={onReload} />
      ) : null}
    </>
  );
}

function StatusTag({ status }: { readonly status: DraftStatus }) {
  const t = useText(buildText);
  const locale = useLocale();
  switch (status.type) {
    case "saved": {
      const time = status.at?.toLocaleTimeString(locale === "zh" ? "zh-CN" : "en-GB", {
        hour: "2-digit",
        minute: "2-digit",
      });
      return time ? <Tag role="status">{fillText(t.saved, { time })}</Tag> : null;
    }
    case "waiting":
    case "saving":
      return (
        <Tag role="status" color="processing">
          {t.saving}
        </Tag>
      );
    case "offline":
      return (
        <Tag role="status" color="warning">
          {t.offline}
        </Tag>
      );
    case "refused":
      return (
        <Tag role="alert" color="error">
          {fillText(t.refused, { reason: status.reason })}
        </Tag>
      );
    case "conflict":
      return (
        <Tag role="alert" color="error">
          {t.conflict}
        </Tag>
      );
  }
}

function Conflict({
  documents,
  conflicts,
}: {
  readonly documents: readonly string[];
  readonly conflicts: readonly MergeConflict[];
}) {
  const t = useText(buildText);
  const { session } = useDraft();
  const [choosing, setChoosing] = useState(false);
  const locale = useLocale();
  const nameOf = useDocumentName();
  const names = listText(documents.map(nameOf), locale);
  return (
    <>
      <Alert
        banner
        type="warning"
        role="alert"
        title={fillText(t.conflictAsk, { names })}
        action={
          <Space wrap>
            <Button size="small" onClick={() => setChoosing(true)}>
              {t.chooseParts}
            </Button>
            <Button size="small" onClick={() => void session.takeTheirs()}>
              {t.takeTheirs}
            </Button>
            <Button size="small" type="primary" onClick={() => void session.keepMine()}>
              {t.keepMine}
            </Button>
          </Space>
        }
      />
      {choosing ? <ConflictDialog conflicts={conflicts} onClose={() => setChoosing(false)} /> : null}
    </>
  );
}

function ConflictDialog({
  conflicts,
  onClose,
}: {
  readonly conflicts: readonly MergeConflict[];
  readonly onClose: () => void;
}) {
  const t = useText(buildText);
  const { session, catalog } = useDraft();
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const catalogs = { ours: catalog, theirs: catalog };
  const shown = conflicts.map((conflict) => ({
    id: conflict.id,
    side: choices[conflict.id] ?? "ours",
    text: describeConflict(conflict, catalogs),
  }));
  return (
    <Modal
      open
      width={640}
      title={t.conflict}
      okText={t.settle}
      cancelText={t.cancel}
      onCancel={onClose}
      onOk={() => {
        onClose();
        void session.settle(choices);
      }}
    >
      <ConflictList
        conflicts={shown}
        names={{ ours: t.keepMine, theirs: t.takeTheirs }}
        onDecide={(ids, side) =>
          setChoices((before) => ({ ...before, ...Object.fromEntries(ids.map((id) => [id, side])) }))
        }
      />
    </Modal>
  );
}
