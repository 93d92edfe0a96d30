import { EditOutlined, MoreOutlined } from "@ant-design/icons";
import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { MergeDialog } from "../changes/merge-dialog.tsx";
import { PastDrawer } from "../changes/past-drawer.tsx";
import { changesText } from "../changes/text.ts";
import { FlowButtons } from "../flow-buttons/flow-buttons.tsx";
import { recordsChanged } from "../live/apply-live.ts";
import { AssignDialog, type Assignment } from "../pools/assign-dialog.tsx";
import { type Release, ReleaseDialog } from "../pools/release-dialog.tsx";
import { poolsText } from "../pools/text.ts";
import { printPageText } from "../print/text.ts";
import { printAddress, usePrintTemplates } from "../print/use-print-templates.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { errorMessage } from "../session/form-errors.ts";
import { QrDialog, useCopyLink } from "./qr-dialog.tsx";
import { CopyDrawer } from "./copy-drawer.tsx";
import { RecordFormDrawer } from "./record-form-drawer.tsx";
import { recordText } from "./text.ts";

type Action =
  | { readonly type: "claim" | "delete" }
  | { readonly type: "release"; readonly release: Release }
  | { readonly type: "assign"; readonly assignment: Assignment };

/** What the menu opens. */
type Dialog = "release" | "assign" | "merge" | "past" | "qr" | "copy";

interface RecordActionsProps {
  readonly entity: EntityDocument;
  readonly record: RecordData;
  /** What the record is called. */
  readonly title: string;
  /** Under an approval that keeps it from being changed. */
  readonly isLocked: boolean;
  readonly onGone: () => void;
}

/** What nobody does with a record under such an approval. */
const HELD = { update: false, delete: false, claim: false, release: false, assign: false } as const;

/** What the person may do with this very record. */
export function RecordActions(props: RecordActionsProps) {
  const { entity, record, onGone } = props;
  const t = useText(recordText);
  const allowed = useRecordPermission(entity.id)(record.id);
  const permission = props.isLocked ? { ...allowed, ...HELD } : allowed;
  const [dialog, setDialog] = useState<"edit" | Dialog | undefined>(undefined);
  const act = useRecordAction(entity.id, record.id, onGone);
  // What was refused can be mended and sent again.
  const closing = { onSuccess: () => setDialog(undefined) };
  // What is in the bin comes back first.
  if ((record["deleted_at"] ?? null) !== null) return null;
  return (
    <>
      {permission.claim ? (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ type: "claim" })}>
          {t.claim}
        </Button>
      ) : null}
      <FlowButtons entity={entity} ids={[record.id]} record={record} />
      {permission.update ? (
        <Button icon={<EditOutlined aria-hidden="true" />} onClick={() => setDialog("edit")}>
          {t.edit}
        </Button>
      ) : null}
      <MoreActions {...props} act={act} onDialog={setDialog} />
      {dialog === "merge" ? (
        <MergeDialog entity={entity} record={record} onClose={() => setDialog(undefined)} />
      ) : null}
      {dialog === "qr" ? (
        <QrDialog
          entity={entity.id}
          id={record.id}
          title={props.title}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "past" ? (
        <PastDrawer
          entity={entity}
          record={record}
          title={props.title}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "copy" ? (
        <CopyDrawer entity={entity} record={record} onClose={() => setDialog(undefined)} />
      ) : null}
      {dialog === "edit" ? (
        <RecordFormDrawer
          entity={entity}
          record={record}
          onClose={() => setDialog(undefined)}
          onSaved={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "release" ? (
        <ReleaseDialog
          entity={entity}
          pool={typeof record["pool"] === "string" ? record["pool"] : undefined}
          busy={act.isPending}
          onCancel={() => setDialog(undefined)}
          onRelease={(release) => act.mutate({ type: "release", release }, closing)}
        />
      ) : null}
      {dialog === "assign" ? (
        <AssignDialog
          entity={entity}
          count={1}
          busy={act.isPending}
          onCancel={() => setDialog(undefined)}
          onAssign={(assignment) => act.mutate({ type: "assign", assignment }, closing)}
        />
      ) : null}
    </>
  );
}

function MoreActions({
  entity,
  record,
  title,
  isLocked,
  act,
  onDialog,
}: RecordActionsProps & {
  readonly act: ReturnType<typeof useRecordAction>;
  readonly onDialog: (dialog: Dialog) => void;
}) {
  const t = useText(recordText);
  const words = useText(changesText);
  const pools = useText(poolsText);
  const copy = useCopyLink();
  const printWords = useText(printPageText);
  const prints = usePrintTemplates(entity.id);
  const localize = useLocalize();
  const navigate = useNavigate();
  const { id: app } = useAppModel();
  const { modal } = App.useApp();
  const allowed = useRecordPermission(entity.id)(record.id);
  const permission = isLocked ? { ...allowed, ...HELD } : allowed;
  const askDelete = () =>
    void modal.confirm({
      title: fillText(t.removeAsk, { name: title }),
      okText: t.remove,
      okButtonProps: { danger: true },
      cancelText: t.cancel,
      onOk: () => act.mutateAsync({ type: "delete" }).catch(() => undefined),
    });
  const items = [
    ...(entity.pool && permission.release
      ? [{ key: "release", label: t.release, onClick: () => onDialog("release") }]
      : []),
    ...(permission.assign ? [{ key: "assign", label: pools.assign, onClick: () => onDialog("assign") }] : []),
    ...prints.map((template) => ({
      key: `print/${template.id}`,
      label: fillText(printWords.printAs, { name: localize(template.name) }),
      onClick: () => void navigate(printAddress(app, template.id, [record.id])),
    })),
    ...(allowed.create ? [{ key: "copy", label: t.copy, onClick: () => onDialog("copy") }] : []),
    { key: "link", label: t.copyLink, onClick: () => void copy(entity.id, record.id) },
    { key: "qr", label: t.qr, onClick: () => onDialog("qr") },
    { key: "past", label: words.past, onClick: () => onDialog("past") },
    ...(permission.update && permission.delete
      ? [{ key: "merge", label: words.merge, onClick: () => onDialog("merge") }]
      : []),
    ...(permission.delete ? [{ key: "delete", label: t.remove, danger: true, onClick: askDelete }] : []),
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button type="text" icon={<MoreOutlined aria-hidden="true" />} aria-label={t.more} />
    </Dropdown>
  );
}

const REFUSAL_SECONDS = 8;

function useRecordAction(entity: string, id: string, onGone: () => void) {
  const t = useText(recordText);
  const pools = useText(poolsText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (action: Action) => {
      const params = { app, entity };
      const ids = [id];
      switch (action.type) {
        case "claim":
          return api.call(routes.claimRecords, { params, body: { ids } });
        case "delete":
          return api.call(routes.deleteRecords, { params, body: { ids } });
        case "release":
          return api.call(routes.releaseRecords, { params, body: { ids, ...action.release } });
        case "assign":
          return api.call(routes.assignRecords, { params, body: { ids, ...action.assignment } });
      }
    },
    onSuccess: (_written, action) => {
      const assigned = fillText(
        action.type === "assign" && "pool" in action.assignment ? pools.moved : pools.assigned,
        { n: 1 },
      );
      const words = { claim: t.claimed, delete: t.removed, release: t.released, assign: assigned };
      void message.success(words[action.type]);
      if (action.type === "delete") onGone();
    },
    // Why something is refused, and until when, takes a while to read.
    onError: (error) => message.error(errorMessage(error), REFUSAL_SECONDS),
    onSettled: () => recordsChanged(queryClient, app, entity),
  });
}
