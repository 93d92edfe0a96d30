import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Expression } from "@mortise/expression";
import { fillText } from "@mortise/kit";
import { type EntityDocument, type FieldDefinition, fieldStorage } from "@mortise/metadata";
import { ValueEditor } from "@mortise/process/react";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Checkbox, Dropdown, Form } from "antd";
import { useDraft } from "../use-draft.ts";
import { type PoolEditorProps, PoolPart } from "./pool-part.tsx";
import { poolText } from "./text.ts";
import { unlessEmpty, withParts } from "./with-part.ts";

/** What owners say who give a record back, and which values it gets in the pool. */
export function PoolReturn({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  const giveBack = pool.giveBack ?? {};
  return (
    <PoolPart pool={pool} title={t.giveBack} about={["giveBack", "onEntry"]}>
      <Checkbox
        checked={giveBack.needsReason ?? false}
        onChange={({ target }) =>
          onChange({
            giveBack: unlessEmpty(withParts(giveBack, { needsReason: target.checked ? true : undefined })),
          })
        }
      >
        {t.needsReason}
      </Checkbox>
      <Checkbox
        checked={giveBack.hidesHistory ?? false}
        onChange={({ target }) =>
          onChange({
            giveBack: unlessEmpty(withParts(giveBack, { hidesHistory: target.checked ? true : undefined })),
          })
        }
      >
        {t.hidesHistory}
      </Checkbox>
      <EntryValues pool={pool} onChange={onChange} />
    </PoolPart>
  );
}

function EntryValues({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  const localize = useLocalize();
  const { catalog } = useDraft();
  const entity = catalog.find("entity", pool.entity);
  if (!entity) return null;
  const values = Object.entries(pool.onEntry ?? {});
  const put = (next: readonly (readonly [string, Expression])[]) =>
    onChange({ onEntry: unlessEmpty(Object.fromEntries(next)) });
  const settable = entity.fields.filter(
    (field) =>
      !field.supplied &&
      fieldStorage(catalog, entity.id, field) === "column" &&
      catalog.fieldTypes.expressionOf?.(field) === undefined,
  );
  const left = settable.filter(({ id }) => !values.some(([key]) => key === id));
  return (
    <Form.Item label={t.onEntry} className="pool-entry">
      {values.map(([id, value]) => (
        <EntryValue
          key={id}
          entity={entity}
          field={settable.find((field) => field.id === id)}
          id={id}
          value={value}
          onChange={(next) => put(values.map(([key, old]) => [key, key === id ? next : old]))}
          onRemove={() => put(values.filter(([key]) => key !== id))}
        />
      ))}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: left.map(({ id, name }) => ({ key: id, label: localize(name) })),
          onClick: ({ key }) => put([...values, [key, null]]),
        }}
      >
        <Button type="dashed" size="small" icon={<PlusOutlined aria-hidden="true" />}>
          {t.addEntry}
        </Button>
      </Dropdown>
    </Form.Item>
  );
}

function EntryValue({
  entity,
  field,
  id,
  value,
  onChange,
  onRemove,
}: {
  readonly entity: EntityDocument;
  /** Undefined when it is gone: then it can only be removed. */
  readonly field: FieldDefinition | undefined;
  readonly id: string;
  readonly value: Expression;
  readonly onChange: (value: Expression) => void;
  readonly onRemove: () => void;
}) {
  const t = useText(poolText);
  const localize = useLocalize();
  const name = localize(field?.name) || id;
  return (
    <div className="sentence-line" role="group" aria-label={fillText(t.entryValue, { field: name })}>
      <span className="pool-entry-name">{name}</span>
      {field ? (
        <ValueEditor
          field={field}
          sources={{ fields: entity.fields.filter(({ supplied }) => !supplied), entities: [] }}
          value={value}
          disabled={false}
          onChange={onChange}
        />
      ) : null}
      <Button
        type="text"
        danger
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={fillText(t.removeEntry, { field: name })}
        onClick={onRemove}
      />
    </div>
  );
}
