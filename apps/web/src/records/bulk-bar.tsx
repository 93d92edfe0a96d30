import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { App, Button } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { FlowButtons } from "../flow-buttons/flow-buttons.tsx";
import { BulkEditDialog } from "./bulk-edit-dialog.tsx";
import { PrintButton } from "../print/print-button.tsx";
import { PurgeButton } from "./purge-button.tsx";
import { type RecordPermission, useRecordPermission } from "./record-rights.ts";
import { AssignDialog } from "../pools/assign-dialog.tsx";
import { ReleaseDialog } from "../pools/release-dialog.tsx";
import { poolsText } from "../pools/text.ts";
import { recordsText } from "./text.ts";
import { type BulkAction, useBulkAction } from "./use-record-writes.ts";

interface BulkBarProps {
  readonly entity: EntityDocument;
  readonly ids: readonly string[];
  readonly fields: readonly FieldDefinition[];
  readonly bin: boolean;
  /** Goes on to all records that match, when there are more than those selected. */
  readonly onAll?: (() => void) | undefined;
  readonly onDone: () => void;
}

type Right = "update" | "delete" | "claim" | "release" | "assign";

type Dialog = "edit" | "release" | "assign";

/** What can be done with the selected records; floats above the list. Each action is for those that allow it. */
export function BulkBar(props: BulkBarProps) {
  const { entity, ids, fields, onDone } = props;
  const t = useText(recordsText);
  const permissionOf = useRecordPermission(entity.id);
  const [dialog, setDialog] = useState<Dialog | undefined>(undefined);
  const act = useBulkAction(entity.id, onDone);
  const allowing = (right: Right) => ids.filter((id) => permissionOf(id)[right]);
  const run = (right: Right, action: BulkAction) =>
    // What was refused can be mended and sent again.
    act.mutate({ ids: allowing(right), action }, { onSuccess: () => setDialog(undefined) });
  return (
    <div className="bulk-bar" role="toolbar" aria-label={fillText(t.selected, { n: ids.length })}>
      <b role="status">{fillText(t.selected, { n: ids.length })}</b>
      {props.onAll ? (
        <Button type="link" onClick={props.onAll}>
          {t.selectAllMatching}
        </Button>
      ) : null}
      <BulkButtons
        {...props}
        permissionOf={permissionOf}
        busy={act.isPending}
        onRun={run}
        onDialog={setDialog}
      />
      {props.bin ? null : <FlowButtons entity={entity} ids={ids} onDone={onDone} />}
      {props.bin ? null : <PrintButton entity={entity.id} ids={ids} />}
      <Button type="text" onClick={onDone}>
        {t.clearSelection}
      </Button>
      {dialog === "edit" ? (
        <BulkEditDialog
          entity={entity}
          fields={fields}
          count={allowing("update").length}
          busy={act.isPending}
          onCancel={() => setDialog(undefined)}
          onSave={(values) => run("update", { type: "update", values })}
        />
      ) : null}
      {dialog === "release" ? (
        <ReleaseDialog
          entity={entity}
          busy={act.isPending}
          onCancel={() => setDialog(undefined)}
          onRelease={(release) => run("release", { type: "release", release })}
        />
      ) : null}
      {dialog === "assign" ? (
        <AssignDialog
          entity={entity}
          count={allowing("assign").length}
          busy={act.isPending}
          onCancel={() => setDialog(undefined)}
          onAssign={(assignment) => run("assign", { type: "assign", assignment })}
        />
      ) : null}
    </div>
  );
}

interface BulkButtonsProps extends BulkBarProps {
  readonly permissionOf: (id: string) => RecordPermission;
  readonly busy: boolean;
  readonly onRun: (right: Right, action: BulkAction) => void;
  readonly onDialog: (dialog: Dialog) => void;
}

/** One button per action that at least one selected record allows; it says for how many when not for all. */
function BulkButtons(props: BulkButtonsProps) {
  const { entity, ids, bin, permissionOf, busy, onRun, onDialog, onDone } = props;
  const t = useText(recordsText);
  const pools = useText(poolsText);
  const { purge } = useAppModel().permission(entity.id);
  const { modal } = App.useApp();
  const count = (right: Right) => ids.filter((id) => permissionOf(id)[right]).length;
  const label = (words: string, right: Right) =>
    count(right) === ids.length ? words : fillText(t.bulkSome, { action: words, n: count(right) });
  const askDelete = () =>
    void modal.confirm({
      title: fillText(t.bulkDeleteAsk, { n: count("delete") }),
      okText: t.bulkDelete,
      okButtonProps: { danger: true },
      cancelText: t.cancel,
      onOk: () => onRun("delete", { type: "delete" }),
    });
  if (bin)
    return count("delete") > 0 ? (
      <>
        <Button loading={busy} onClick={() => onRun("delete", { type: "restore" })}>
          {label(t.restore, "delete")}
        </Button>
        {purge ? <PurgeButton entity={entity.id} ids={ids} onDone={onDone} /> : null}
      </>
    ) : null;
  const canEdit = count("update") > 0;
  const canClaim = count("claim") > 0;
  const canRelease = entity.pool !== undefined && count("release") > 0;
  const canDelete = count("delete") > 0;
  const canAssign = count("assign") > 0;
  if (!canEdit && !canClaim && !canRelease && !canDelete && !canAssign) return <span>{t.bulkNothing}</span>;
  return (
    <>
      {canEdit ? <Button onClick={() => onDialog("edit")}>{label(t.bulkEdit, "update")}</Button> : null}
      {canClaim ? (
        <Button loading={busy} onClick={() => onRun("claim", { type: "claim" })}>
          {label(t.claim, "claim")}
        </Button>
      ) : null}
      {canRelease ? <Button onClick={() => onDialog("release")}>{label(t.release, "release")}</Button> : null}
      {canAssign ? <Button onClick={() => onDialog("assign")}>{label(pools.assign, "assign")}</Button> : null}
      {canDelete ? (
        <Button danger onClick={askDelete}>
          {label(t.bulkDelete, "delete")}
        </Button>
      ) : null}
    </>
  );
}
