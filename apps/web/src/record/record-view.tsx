import { LockOutlined } from "@ant-design/icons";
import { ApiError } from "@mortise/contract";
import { pageFor } from "@mortise/forms";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { EmptyState, useLocale, useText, useTimeZone } from "@mortise/ui";
import { Alert } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { shownFields, stageField } from "../records/entity-fields.ts";
import { useLabels } from "../records/labels.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { useSession } from "../session/session.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { useRecordLock } from "../work/use-record-lock.ts";
import { BinNotice } from "./bin-notice.tsx";
import { KeyFields } from "./page-blocks.tsx";
import { PageLayout } from "./page-layout.tsx";
import { RecordHeader } from "./record-header.tsx";
import { StageBar } from "./stage-bar.tsx";
import { recordText } from "./text.ts";
import { useRecord } from "./use-record.ts";

/** Everything about one record: head, stages, fields, child rows, approvals, timeline. */
export function RecordView({
  entity,
  id,
  onGone,
}: {
  readonly entity: EntityDocument;
  readonly id: string;
  /** Called when the record was deleted or given away. */
  readonly onGone: () => void;
}) {
  const t = useText(recordText);
  const { catalog, id: app } = useAppModel();
  const { me } = useSession();
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  const record = useRecord(entity.id, id);
  const lock = useRecordLock(entity.id, id);
  const permission = useRecordPermission(entity.id)(id);
  if (record.error instanceof ApiError && record.error.status === 404)
    return <EmptyState title={t.missing} />;
  if (record.error && !record.data)
    return <PageError error={record.error} onRetry={() => void record.refetch()} />;
  if (!record.data) return <PageLoading />;
  const fields = shownFields(entity, permission);
  const title = recordTitle(entity, record.data, context);
  const stage = stageField(entity);
  const isBinned = (record.data["deleted_at"] ?? null) !== null;
  const roles = me?.roles[app] ?? [];
  const page = pageFor(catalog, entity, roles);
  return (
    <div className="record">
      {lock && !isBinned ? (
        <Alert
          type="info"
          showIcon
          icon={<LockOutlined aria-hidden="true" />}
          title={fillText(t.locked, { names: lock.people.join("、") })}
        />
      ) : null}
      <BinNotice entity={entity.id} record={record.data} onGone={onGone} />
      <RecordHeader entity={entity} record={record.data} isLocked={lock !== undefined} onGone={onGone} />
      {stage && fields.includes(stage) && !isBinned ? (
        <StageBar entity={entity} field={stage} record={record.data} isLocked={lock !== undefined} />
      ) : null}
      <KeyFields
        entity={entity.id}
        fields={page.keyFields.flatMap((key) => fields.find((field) => field.id === key) ?? [])}
        record={record.data}
      />
      <PageLayout
        page={page}
        entity={entity}
        record={record.data}
        title={title}
        roles={me?.admin ? undefined : roles}
        readOnly={isBinned}
      />
    </div>
  );
}
