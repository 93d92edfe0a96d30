import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { BulkEditDialog } from "./bulk-edit-dialog.tsx";
import { recordsText } from "./text.ts";
import { type BulkAction, useBulkAction } from "./use-record-writes.ts";

interface BulkBarProps {
  readonly entity: EntityDocument;
  readonly ids: readonly string[];
  readonly fields: readonly FieldDefinition[];
  readonly bin: boolean;
  readonly onDone: () => void;
}

/** What can be done with the selected records; floats above the list. */
export function BulkBar({ entity, ids, fields, bin, onDone }: BulkBarProps) {
  const t = useText(recordsText);
  const { modal } = App.useApp();
  const permission = useAppModel().permission(entity.id);
  const [dialog, setDialog] = useState<"edit" | "release" | undefined>(undefined);
  const act = useBulkAction(entity.id, onDone);
  const run = (action: BulkAction) => act.mutate({ ids, action });
  const askDelete = () =>
    void modal.confirm({
      title: fillText(t.bulkDeleteAsk, { n: ids.length }),
      okText: t.bulkDelete,
      okButtonProps: { danger: true },
      cancelText: t.cancel,
      onOk: () => act.mutateAsync({ ids, action: { type: "delete" } }).catch(() => undefined),
    });
  return (
    <div className="bulk-bar" role="toolbar" aria-label={fillText(t.selected, { n: ids.length })}>
      <b role="status">{fillText(t.selected, { n: ids.length })}</b>
      {bin && permission.delete ? (
        <Button loading={act.isPending} onClick={() => run({ type: "restore" })}>
          {t.restore}
        </Button>
      ) : null}
      {!bin && permission.update ? <Button onClick={() => setDialog("edit")}>{t.bulkEdit}</Button> : null}
      {!bin && entity.pool ? (
        <>
          <Button loading={act.isPending} onClick={() => run({ type: "claim" })}>
            {t.claim}
          </Button>
          <Button onClick={() => setDialog("release")}>{t.release}</Button>
        </>
      ) : null}
      {!bin && permission.delete ? (
        <Button danger onClick={askDelete}>
          {t.bulkDelete}
        </Button>
      ) : null}
      <Button type="text" onClick={onDone}>
        {t.clearSelection}
      </Button>
      {dialog === "edit" ? (
        <BulkEditDialog
          entity={entity}
          fields={fields}
          count={ids.length}
          busy={act.isPending}
          onCancel={() => setDialog(undefined)}
          onSave={(values) => {
            run({ type: "update", values });
            setDialog(undefined);
          }}
        />
      ) : null}
      {dialog === "release" ? (
        <ReleaseDialog
          onCancel={() => setDialog(undefined)}
          onRelease={(reason) => {
            run({ type: "release", reason });
            setDialog(undefined);
          }}
        />
      ) : null}
    </div>
  );
}

/** Asks why records go back to the pool. */
export function ReleaseDialog({
  onCancel,
  onRelease,
}: {
  readonly onCancel: () => void;
  readonly onRelease: (reason: string) => void;
}) {
  const t = useText(recordsText);
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={t.release}
      okText={t.release}
      cancelText={t.cancel}
      onCancel={onCancel}
      onOk={() => onRelease(reason.trim())}
    >
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={500}
        aria-label={t.releaseReason}
        placeholder={t.releaseReason}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
