import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Checkbox, Form, Modal, Select } from "antd";
import { fillText } from "@mortise/kit";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { FieldInput } from "../app/field-parts.tsx";
import { mayWrite } from "./entity-fields.ts";
import { recordsText } from "./text.ts";

/** Sets one field of all selected records to the same value. */
export function BulkEditDialog({
  entity,
  fields,
  count,
  busy,
  onCancel,
  onSave,
}: {
  readonly entity: EntityDocument;
  readonly fields: readonly FieldDefinition[];
  readonly count: number;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onSave: (values: Record<string, unknown>) => void;
}) {
  const t = useText(recordsText);
  const localize = useLocalize();
  const permission = useAppModel().permission(entity.id);
  const [id, setId] = useState<string | undefined>(undefined);
  const [value, setValue] = useState<unknown>(null);
  const [clear, setClear] = useState(false);
  const writable = fields.filter((field) => mayWrite(field, permission) && !field.unique);
  const field = writable.find((each) => each.id === id);
  return (
    <Modal
      open
      title={`${t.bulkEdit} · ${fillText(t.selected, { n: count })}`}
      okText={t.save}
      cancelText={t.cancel}
      confirmLoading={busy}
      onCancel={onCancel}
      okButtonProps={{ disabled: !field || (value === null && !clear) }}
      onOk={() => field && onSave({ [field.id]: clear ? null : value })}
    >
      <Form layout="vertical">
        <Form.Item label={t.field}>
          <Select
            aria-label={t.field}
            placeholder={t.chooseField}
            value={id}
            showSearch={{ optionFilterProp: "label" }}
            onChange={(next) => {
              setId(next);
              setValue(null);
            }}
            options={writable.map((each) => ({ value: each.id, label: localize(each.name) }))}
          />
        </Form.Item>
        {field ? (
          <Form.Item label={t.newValue}>
            {clear ? null : <FieldInput field={field} value={value} onChange={setValue} />}
            {field.required ? null : (
              <Checkbox checked={clear} onChange={(event) => setClear(event.target.checked)}>
                {t.emptyValue}
              </Checkbox>
            )}
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
