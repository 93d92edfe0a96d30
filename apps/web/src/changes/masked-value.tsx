import { EyeOutlined } from "@ant-design/icons";
import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fieldCatalog } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Tooltip } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { PageValue } from "../app/field-parts.tsx";
import { useLabelBook } from "../records/labels.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { errorMessage } from "../session/form-errors.ts";
import { changesText } from "./text.ts";

/** A field of a record on its page; a masked value can be shown in clear by those who may, which is written down. */
export function RevealableValue({
  entity,
  field,
  record,
}: {
  readonly entity: string;
  readonly field: FieldDefinition;
  readonly record: RecordData;
}) {
  const t = useText(changesText);
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  const { message } = App.useApp();
  const permission = useRecordPermission(entity)(record.id);
  const reveal = useMutation({
    mutationFn: () =>
      api.call(routes.revealValue, { params: { app, entity, id: record.id }, body: { field: field.id } }),
    onSuccess: (answer) => labels.add(answer.labels),
    onError: (error) => message.error(errorMessage(error)),
  });
  const isOffered =
    (permission.fields[field.id] === "masked" || fieldCatalog.kindOf(field) === "secret") &&
    permission.reveal.includes(field.id) &&
    (record[field.id] ?? null) !== null;
  if (!isOffered) return <PageValue field={field} record={record} />;
  if (reveal.data) return <PageValue field={field} record={{ ...record, [field.id]: reveal.data.value }} />;
  return (
    <span className="masked-value">
      <PageValue field={field} record={record} />
      <Tooltip title={t.reveal}>
        <Button
          size="small"
          type="text"
          icon={<EyeOutlined aria-hidden="true" />}
          aria-label={t.reveal}
          loading={reveal.isPending}
          onClick={() => reveal.mutate()}
        />
      </Tooltip>
    </span>
  );
}
