import { ApiError, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { defaultSettings, fieldType, fieldTypes } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Select, Spin } from "antd";
import { useState } from "react";
import type { ColumnMapping, ImportJob } from "../../model/import/import-plan.ts";
import { wizardText } from "./text.ts";

interface EntityReviewProps {
  readonly app: string;
  readonly job: ImportJob;
  readonly place: { readonly sheet: number; readonly headerRow: number };
  readonly onBack: () => void;
  readonly onCreated: (entity: EntityDocument, mapping: readonly ColumnMapping[]) => void;
}

/** The entity proposed for the file: names and types are changed here, then it is published. */
export function EntityReview({ app, job, place, onBack, onCreated }: EntityReviewProps) {
  const t = useText(wizardText);
  const api = useApi();
  const [changed, setChanged] = useState<EntityDocument>();
  const proposal = useQuery({
    queryKey: ["import-infer", app, job.id, place],
    queryFn: () => api.call(routes.inferEntity, { params: { app, id: job.id }, body: place }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entity = changed ?? proposal.data?.entity;
  const create = useMutation({
    mutationFn: async (document: EntityDocument) => {
      await api.call(routes.publishEntity, {
        params: { app },
        body: { entity: document, note: job.fileName },
      });
      return document;
    },
    onSuccess: (document) => onCreated(document, proposal.data?.mapping ?? []),
  });
  const error = proposal.error ?? create.error;
  if (error && !entity) return <Alert type="error" showIcon title={error.message} />;
  if (!entity) return <Spin />;
  const setField = (next: FieldDefinition) =>
    setChanged({ ...entity, fields: entity.fields.map((field) => (field.id === next.id ? next : field)) });
  return (
    <Form layout="vertical" component={false}>
      <h3>{t.reviewTitle}</h3>
      <p>{t.reviewHint}</p>
      {error ? <Alert type="error" showIcon title={messageOf(error)} /> : null}
      <Form.Item label={t.entityName}>
        <Input
          aria-label={t.entityName}
          value={entity.name.zh}
          onChange={(event) => setChanged({ ...entity, name: sameText(event.target.value) })}
        />
      </Form.Item>
      <div className="iw-scroll iw-mapping">
        <table className="iw-table">
          <thead>
            <tr>
              <th scope="col">{t.fieldName}</th>
              <th scope="col">{t.fieldType}</th>
            </tr>
          </thead>
          <tbody>
            {entity.fields.map((field) => (
              <FieldRow key={field.id} field={field} onChange={setField} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="iw-actions">
        <Button onClick={onBack}>{t.back}</Button>
        <Button type="primary" loading={create.isPending} onClick={() => create.mutate(entity)}>
          {t.publish}
        </Button>
      </div>
    </Form>
  );
}

function messageOf(error: Error): string {
  return error instanceof ApiError
    ? [error.message, ...error.body.details.map((detail) => detail.message)].join("; ")
    : error.message;
}

function FieldRow({
  field,
  onChange,
}: {
  readonly field: FieldDefinition;
  readonly onChange: (field: FieldDefinition) => void;
}) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const [original] = useState(field);
  const types = fieldTypes.filter(
    (type) =>
      (type.importable === undefined && type.computed === undefined && !type.targetEntity) ||
      type.id === original.type,
  );
  const withType = (type: string): FieldDefinition => {
    if (type === original.type) return { ...original, name: field.name };
    const { settings: _settings, unique: _unique, ...rest } = field;
    return { ...rest, type, settings: defaultSettings(fieldType(type).settings) };
  };
  return (
    <tr>
      <td>
        <Input
          aria-label={`${t.fieldName} ${localize(original.name)}`}
          value={field.name.zh}
          onChange={(event) => onChange({ ...field, name: sameText(event.target.value) })}
        />
      </td>
      <td>
        <Select
          aria-label={`${t.fieldType} ${localize(original.name)}`}
          style={{ width: "100%", minWidth: 120 }}
          value={field.type}
          options={types.map((type) => ({ value: type.id, label: localize(type.name) }))}
          onChange={(type) => onChange(withType(type))}
        />
      </td>
    </tr>
  );
}
