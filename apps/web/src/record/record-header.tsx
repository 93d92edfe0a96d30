import { DeleteOutlined, EditOutlined, MoreOutlined } from "@ant-design/icons";
import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { IconByName, PageHeader, useLocale, useText, useTimeZone } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown, Tag } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { ReleaseDialog } from "../records/bulk-bar.tsx";
import { useLabels } from "../records/labels.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { recordsText } from "../records/text.ts";
import { errorMessage } from "../session/form-errors.ts";
import { RecordFormDrawer } from "./record-form-drawer.tsx";
import { recordText } from "./text.ts";

type Action = { readonly type: "claim" | "delete" } | { readonly type: "release"; readonly reason: string };

/** The record's name, whose it is, and what can be done with it. */
export function RecordHeader({
  entity,
  record,
  onGone,
}: {
  readonly entity: EntityDocument;
  readonly record: RecordData;
  readonly onGone: () => void;
}) {
  const t = useText(recordText);
  const words = useText(recordsText);
  const labels = useLabels();
  const context = textContext(useLocale(), useTimeZone(), labels);
  const permission = useAppModel().permission(entity.id);
  const { modal } = App.useApp();
  const [dialog, setDialog] = useState<"edit" | "release" | undefined>(undefined);
  const act = useRecordAction(entity.id, record.id, onGone);
  const title = recordTitle(entity, record, context) || words.unnamed;
  const owner = typeof record["owner"] === "string" ? record["owner"] : undefined;
  const inPool = Boolean(entity.pool) && owner === undefined;
  const askDelete = () =>
    void modal.confirm({
      title: fillText(t.removeAsk, { name: title }),
      okText: t.remove,
      okButtonProps: { danger: true },
      cancelText: t.cancel,
      onOk: () => act.mutateAsync({ type: "delete" }).catch(() => undefined),
    });
  const more = [
    ...(entity.pool && owner !== undefined && permission.update
      ? [{ key: "release", label: t.release, onClick: () => setDialog("release" as const) }]
      : []),
    ...(permission.delete
      ? [{ key: "delete", label: t.remove, icon: <DeleteOutlined />, danger: true, onClick: askDelete }]
      : []),
  ];
  return (
    <div className="record-head">
      <PageHeader
        icon={<IconByName name={entity.icon} />}
        title={title}
        description={
          entity.owned ? (
            <span className="record-owner">
              {inPool ? <Tag color="gold">{t.pool}</Tag> : null}
              {owner === undefined ? null : `${t.owner}: ${labels(owner) ?? "…"}`}
            </span>
          ) : undefined
        }
        actions={
          <>
            {inPool ? (
              <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ type: "claim" })}>
                {t.claim}
              </Button>
            ) : null}
            {permission.update ? (
              <Button icon={<EditOutlined aria-hidden="true" />} onClick={() => setDialog("edit")}>
                {t.edit}
              </Button>
            ) : null}
            {more.length > 0 ? (
              <Dropdown menu={{ items: more }} trigger={["click"]}>
                <Button type="text" icon={<MoreOutlined aria-hidden="true" />} aria-label={t.more} />
              </Dropdown>
            ) : null}
          </>
        }
      />
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
          onCancel={() => setDialog(undefined)}
          onRelease={(reason) => {
            setDialog(undefined);
            act.mutate({ type: "release", reason });
          }}
        />
      ) : null}
    </div>
  );
}

function useRecordAction(entity: string, id: string, onGone: () => void) {
  const t = useText(recordText);
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
          return api.call(routes.releaseRecords, { params, body: { ids, reason: action.reason } });
      }
    },
    onSuccess: (_written, action) => {
      void message.success({ claim: t.claimed, delete: t.removed, release: t.released }[action.type]);
      if (action.type === "delete") onGone();
    },
    onError: (error) => message.error(errorMessage(error)),
    onSettled: () => recordsChanged(queryClient, app, entity),
  });
}
