import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Space } from "antd";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { changesText } from "../changes/text.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { PurgeButton } from "../records/purge-button.tsx";
import { useRecordPermission } from "../records/record-rights.ts";
import { recordsText } from "../records/text.ts";
import { errorMessage } from "../session/form-errors.ts";
import { mergedInto } from "./use-record.ts";

/** Says that a record is in the bin, where it went, and how it comes back or goes for good. */
export function BinNotice({
  entity,
  record,
  onGone,
}: {
  readonly entity: string;
  readonly record: RecordData;
  readonly onGone: () => void;
}) {
  const t = useText(changesText);
  const words = useText(recordsText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const permission = useRecordPermission(entity)(record.id);
  const restore = useMutation({
    mutationFn: () =>
      api.call(routes.restoreRecords, { params: { app, entity }, body: { ids: [record.id] } }),
    onError: (error) => message.error(errorMessage(error)),
    onSettled: () => recordsChanged(queryClient, app, entity),
  });
  if ((record["deleted_at"] ?? null) === null) return null;
  const survivor = mergedInto(record.id);
  return (
    <Alert
      type="warning"
      showIcon
      title={survivor ? t.mergedInto : t.inBin}
      action={
        <Space>
          {survivor ? <Link to={`/a/${app}/e/${entity}/${survivor}`}>{t.openIt}</Link> : null}
          {permission.delete ? (
            <Button size="small" loading={restore.isPending} onClick={() => restore.mutate()}>
              {words.restore}
            </Button>
          ) : null}
          {permission.delete && permission.purge ? (
            <PurgeButton entity={entity} ids={[record.id]} onDone={onGone} />
          ) : null}
        </Space>
      }
    />
  );
}
