import { ApiError, type RecordData } from "@mortise/contract";
import { fieldCatalog, fieldType, findFieldType } from "@mortise/fields";
import { FieldPlaceContext } from "@mortise/fields/react";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { EmptyState, Panel, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useMemo } from "react";
import { CommentsPanel } from "../comments/comments-panel.tsx";
import { PageValue } from "../app/field-parts.tsx";
import { RevealableValue } from "../changes/masked-value.tsx";
import { shownFields, stageField, systemFields } from "../records/entity-fields.ts";
import { useLabels } from "../records/labels.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { BinNotice } from "./bin-notice.tsx";
import { RecordHeader } from "./record-header.tsx";
import { RelatedList } from "./related-list.tsx";
import { RecordWork } from "./record-work.tsx";
import { StageBar } from "./stage-bar.tsx";
import { recordText } from "./text.ts";
import { Timeline } from "./timeline.tsx";
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
  const localize = useLocalize();
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  const record = useRecord(entity.id, id);
  const permission = useRecordPermission(entity.id)(id);
  if (record.error instanceof ApiError && record.error.status === 404)
    return <EmptyState title={t.missing} />;
  if (record.error && !record.data)
    return <PageError error={record.error} onRetry={() => void record.refetch()} />;
  if (!record.data) return <PageLoading />;
  const fields = shownFields(entity, permission);
  const system = systemFields(entity);
  const own = fields.filter((field) => !system.some((each) => each.id === field.id));
  const flat = own.filter((field) => findFieldType(field.type)?.column(field) !== null);
  const tables = own.filter((field) => findFieldType(field.type)?.column(field) === null);
  const lists = flat.filter((field) => fieldCatalog.derivationOf?.(field)?.kind === "reverse");
  const title = recordTitle(entity, record.data, context);
  const stage = stageField(entity);
  const isBinned = (record.data["deleted_at"] ?? null) !== null;
  return (
    <div className="record">
      <BinNotice entity={entity.id} record={record.data} onGone={onGone} />
      <RecordHeader entity={entity} record={record.data} onGone={onGone} />
      {stage && fields.includes(stage) && !isBinned ? (
        <StageBar entity={entity} field={stage} record={record.data} />
      ) : null}
      <div className="record-columns">
        <div className="record-main">
          <Panel title={t.details}>
            <FieldList
              entity={entity.id}
              fields={flat.filter((field) => !lists.includes(field))}
              record={record.data}
            />
          </Panel>
          {tables.map((field) => (
            <Panel key={field.id} title={localize(field.name)}>
              <PageValue field={field} record={record.data} />
            </Panel>
          ))}
          {lists.map((field) => (
            <RelatedList
              key={field.id}
              entity={entity}
              field={field}
              record={id}
              title={title}
              readOnly={isBinned}
            />
          ))}
          <Panel title={t.system}>
            <FieldList
              entity={entity.id}
              fields={system.filter((field) => fields.some((each) => each.id === field.id))}
              record={record.data}
            />
          </Panel>
        </div>
        <div className="record-side">
          <RecordWork entity={entity.id} id={id} />
          <CommentsPanel entity={entity.id} id={id} readOnly={isBinned} />
          <Timeline entity={entity} id={id} readOnly={isBinned} />
        </div>
      </div>
    </div>
  );
}

function FieldList({
  entity,
  fields,
  record,
}: {
  readonly entity: string;
  readonly fields: readonly FieldDefinition[];
  readonly record: RecordData;
}) {
  const localize = useLocalize();
  const place = useMemo(() => ({ entity }), [entity]);
  return (
    <FieldPlaceContext value={place}>
      <dl className="field-list">
        {fields.map((field) => (
          <div key={field.id} className={fieldType(field.type).width > 220 ? "field-wide" : undefined}>
            <dt>{localize(field.name)}</dt>
            <dd>
              <RevealableValue entity={entity} field={field} record={record} />
            </dd>
          </div>
        ))}
      </dl>
    </FieldPlaceContext>
  );
}
