import type { RecordData } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Alert, Form, Modal } from "antd";
import { useState } from "react";
import { FieldInput } from "../app/field-parts.tsx";
import { useAppModel } from "../app/app-model.ts";
import { mayWrite } from "../records/entity-fields.ts";
import { errorMessage, fieldErrors } from "../session/form-errors.ts";
import { flowButtonText } from "./text.ts";
import { type FlowButton, usePress } from "./use-flow-buttons.ts";

/** What a button asks for before its flow starts: a question, fields to fill in, or both. */
export function PressDialog({
  entity,
  button,
  record,
  onClose,
  onDone,
}: {
  readonly entity: EntityDocument;
  readonly button: FlowButton;
  /** The record, when it is one: the fields begin with what it holds. */
  readonly record?: RecordData | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useText(flowButtonText);
  const localize = useLocalize();
  const phone = useIsPhone();
  const permission = useAppModel().permission(entity.id);
  const asked = button.ask.flatMap((id) => entity.fields.find((field) => field.id === id) ?? []);
  const fields = asked.filter((field) => mayWrite(field, permission));
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(() =>
    Object.fromEntries(fields.map(({ id }) => [id, record?.[id] ?? null])),
  );
  const press = usePress(entity.id, onDone);
  const problems = fieldErrors(press.error);
  const isElsewhere = press.error && !fields.some(({ id }) => problems[id] !== undefined);
  const withheld = asked.filter((field) => !fields.includes(field)).map((field) => localize(field.name));
  return (
    <Modal
      open
      title={localize(button.label)}
      okText={t.start}
      cancelText={t.cancel}
      confirmLoading={press.isPending}
      onCancel={onClose}
      onOk={() => press.mutate({ button, values })}
      {...(phone ? { style: { top: 12 } } : {})}
    >
      {button.ids.length > 1 ? <p>{fillText(t.isFor, { n: button.ids.length })}</p> : null}
      {button.confirm ? <p className="press-confirm">{localize(button.confirm)}</p> : null}
      {withheld.length > 0 ? (
        <Alert type="warning" showIcon title={fillText(t.withheld, { fields: withheld.join("、") })} />
      ) : null}
      {isElsewhere ? <Alert type="error" showIcon role="alert" title={errorMessage(press.error)} /> : null}
      <Form layout="vertical">
        {fields.map((field) => {
          const problem = problems[field.id];
          const inputId = `press-${field.id}`;
          return (
            <Form.Item
              key={field.id}
              label={localize(field.name)}
              htmlFor={inputId}
              required={button.must}
              {...(problem === undefined ? {} : { validateStatus: "error" as const, help: problem })}
            >
              <FieldInput
                id={inputId}
                field={field}
                value={values[field.id]}
                error={problem !== undefined}
                onChange={(value) => {
                  press.reset();
                  setValues((before) => ({ ...before, [field.id]: value }));
                }}
              />
            </Form.Item>
          );
        })}
      </Form>
    </Modal>
  );
}
