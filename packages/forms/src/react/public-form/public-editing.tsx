import { ConditionBuilder } from "@mortise/fields/react";
import type { EntityDocument, OwnEditing } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Form, InputNumber, Switch } from "antd";
import { publicFormText } from "./text.ts";

interface PublicEditingProps {
  readonly entity: EntityDocument;
  readonly value: OwnEditing | undefined;
  readonly onChange: (value: OwnEditing | undefined) => void;
}

const DAY = 24;

/** Whether, how long and in which state of the record visitors may change what they sent. */
export function PublicEditing({ entity, value, onChange }: PublicEditingProps) {
  const t = useText(publicFormText);
  return (
    <>
      <Form.Item label={t.editing} extra={t.editingHint}>
        <Switch
          aria-label={t.editing}
          checked={value !== undefined}
          onChange={(isOn) => onChange(isOn ? { hours: DAY } : undefined)}
        />
      </Form.Item>
      {value ? (
        <>
          <Form.Item label={t.editingHours}>
            <InputNumber<number>
              aria-label={t.editingHours}
              min={1}
              max={8_760}
              precision={0}
              value={value.hours}
              onChange={(hours) => onChange({ ...value, hours: hours ?? DAY })}
            />
          </Form.Item>
          <Form.Item label={t.editingWhile} extra={t.editingWhileHint}>
            <ConditionBuilder
              fields={entity.fields}
              allowCurrentUser={false}
              {...(value.while === undefined ? {} : { value: value.while })}
              onChange={(next) =>
                onChange({ hours: value.hours, ...(next === undefined ? {} : { while: next }) })
              }
            />
          </Form.Item>
        </>
      ) : null}
    </>
  );
}
