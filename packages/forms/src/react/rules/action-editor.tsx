import { DeleteOutlined } from "@ant-design/icons";
import { fieldCatalog, fieldType, findFieldType } from "@mortise/fields";
import { useLocalize, useText } from "@mortise/ui";
import type { Catalog, FieldDefinition, RuleAction, RuleActionType } from "@mortise/metadata";
import { Button, Checkbox, Form, Select } from "antd";
import { LocalizedInput } from "../designer/localized-input.tsx";
import { ACTION_TYPES, newAction } from "./new-action.ts";
import { FieldSelect, isFillable } from "./field-select.tsx";
import { FillEditor } from "./fill-editor.tsx";
import { GateEditor } from "./gate-editor.tsx";
import { MatchEditor, NEW_MATCH } from "./match-editor.tsx";
import { SetValue } from "./set-value.tsx";
import { rulesText } from "./text.ts";

/** Props of `ActionEditor`. */
export interface ActionEditorProps {
  readonly action: RuleAction;
  readonly fields: readonly FieldDefinition[];
  readonly catalog: Catalog;
  readonly onChange: (action: RuleAction) => void;
  /** Absent for the only action of a rule. */
  readonly onRemove?: (() => void) | undefined;
}

/** One thing that a rule does: its kind, and what it does it to. */
export function ActionEditor(props: ActionEditorProps) {
  const { action, onChange, onRemove } = props;
  const t = useText(rulesText);
  return (
    <div className="rule-action">
      <Select<RuleActionType>
        aria-label={t.action}
        value={action.type}
        popupMatchSelectWidth={false}
        options={ACTION_TYPES.map((type) => ({ value: type, label: t[type] }))}
        onChange={(type) => onChange(newAction(type, action))}
      />
      <div className="rule-action-what">
        <ActionDetail {...props} />
      </div>
      {onRemove ? (
        <Button
          type="text"
          aria-label={t.removeAction}
          icon={<DeleteOutlined aria-hidden="true" />}
          onClick={onRemove}
        />
      ) : null}
    </div>
  );
}

function ActionDetail({ action, fields, catalog, onChange }: ActionEditorProps) {
  const t = useText(rulesText);
  switch (action.type) {
    case "hide":
    case "show":
      return (
        <FieldsSelect
          fields={fields}
          value={action.fields}
          onChange={(next) => onChange({ ...action, fields: next })}
        />
      );
    case "lock":
    case "require":
      return (
        <>
          <FieldsSelect
            fields={fields.filter(isFillable)}
            value={action.fields}
            onChange={(next) => onChange({ ...action, fields: next })}
          />
          {action.type === "require" ? (
            <Checkbox
              checked={action.evenHidden === true}
              onChange={({ target }) => {
                const { evenHidden: _old, ...rest } = action;
                onChange(target.checked ? { ...rest, evenHidden: true } : rest);
              }}
            >
              {t.evenHidden}
            </Checkbox>
          ) : null}
        </>
      );
    case "set":
      return <SetValue action={action} fields={fields} onChange={onChange} />;
    case "offer":
      return <OfferOptions action={action} fields={fields} onChange={onChange} />;
    case "fill":
      return <FillEditor action={action} fields={fields} catalog={catalog} onChange={onChange} />;
    case "narrow":
      return <NarrowEditor action={action} fields={fields} catalog={catalog} onChange={onChange} />;
    case "gate":
      return <GateEditor action={action} fields={fields} onChange={onChange} />;
    case "refuse":
    case "warn":
      return <MessageText action={action} fields={fields} onChange={onChange} />;
  }
}

interface FieldsSelectProps {
  readonly fields: readonly FieldDefinition[];
  readonly value: readonly string[];
  readonly onChange: (fields: readonly string[]) => void;
}

function FieldsSelect({ fields, value, onChange }: FieldsSelectProps) {
  const t = useText(rulesText);
  const localize = useLocalize();
  return (
    <Select<string[]>
      mode="multiple"
      aria-label={t.fields}
      placeholder={t.fields}
      status={value.length === 0 ? "error" : ""}
      value={[...value]}
      showSearch={{ optionFilterProp: "label" }}
      options={fields.map((field) => ({ value: field.id, label: localize(field.name) }))}
      onChange={onChange}
    />
  );
}

type ActionOf<Type extends RuleActionType> = Extract<RuleAction, { readonly type: Type }>;

interface DetailProps<Type extends RuleActionType> {
  readonly action: ActionOf<Type>;
  readonly fields: readonly FieldDefinition[];
  readonly onChange: (action: RuleAction) => void;
}

function OfferOptions({ action, fields, onChange }: DetailProps<"offer">) {
  const t = useText(rulesText);
  const localize = useLocalize();
  const withOptions = fields.filter((field) => findFieldType(field.type)?.options !== undefined);
  const field = withOptions.find(({ id }) => id === action.field);
  const options = (field && fieldType(field.type).options?.(field)) ?? [];
  return (
    <>
      <FieldSelect
        fields={withOptions}
        value={action.field}
        onChange={(next = "") => onChange({ type: "offer", field: next, options: [] })}
      />
      <Select<string[]>
        mode="multiple"
        aria-label={t.options}
        placeholder={t.options}
        status={action.options.length === 0 ? "error" : ""}
        value={[...action.options]}
        showSearch={{ optionFilterProp: "label" }}
        options={options.map((option) => ({ value: option.key, label: localize(option.name) }))}
        onChange={(next) => onChange({ ...action, options: next })}
      />
    </>
  );
}

function NarrowEditor({
  action,
  fields,
  catalog,
  onChange,
}: DetailProps<"narrow"> & Pick<ActionEditorProps, "catalog">) {
  const references = fields.filter((field) =>
    ["reference", "references"].includes(fieldCatalog.kindOf(field)),
  );
  const field = references.find(({ id }) => id === action.field);
  const target = field && fieldCatalog.targetEntity(field);
  return (
    <>
      <FieldSelect
        fields={references}
        value={action.field}
        onChange={(next = "") => onChange({ type: "narrow", field: next, match: [NEW_MATCH] })}
      />
      {target === undefined ? null : (
        <MatchEditor
          entity={target}
          match={action.match}
          fields={fields}
          catalog={catalog}
          onChange={(match) => onChange({ ...action, match })}
        />
      )}
    </>
  );
}

function MessageText({ action, fields, onChange }: DetailProps<"refuse" | "warn">) {
  const t = useText(rulesText);
  return (
    <>
      <Form layout="vertical" component={false}>
        <LocalizedInput
          labels={{ zh: t.messageZh, en: t.messageEn }}
          value={action.message}
          onChange={(message) => onChange({ ...action, message: message ?? { zh: "", en: "" } })}
        />
      </Form>
      <FieldSelect
        allowClear
        fields={fields}
        value={action.field}
        placeholder={t.anywhere}
        onChange={(next) => {
          const { field: _old, ...rest } = action;
          onChange(next === undefined ? rest : { ...rest, field: next });
        }}
      />
    </>
  );
}
