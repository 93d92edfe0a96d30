import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Expression } from "@mortise/expression";
import type { FieldsOf } from "@mortise/fields";
import { ConditionBuilder, useRowKeys } from "@mortise/fields/react";
import type { EntityDocument, EntityGrant, FieldAccess, FieldRule } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Checkbox, Select } from "antd";
import { comparedFields, systemFields } from "../records/entity-fields.ts";
import { buildText } from "./text.ts";

/** Narrows a grant to records that meet a condition, told as a sentence. */
export function RowCondition({
  entity,
  fieldsOf,
  value,
  onChange,
}: {
  readonly entity: EntityDocument;
  readonly fieldsOf: FieldsOf;
  readonly value: Expression | undefined;
  readonly onChange: (value: Expression | undefined) => void;
}) {
  const t = useText(buildText);
  const isOn = value !== undefined && value !== null;
  return (
    <div className="role-rule">
      <b>{t.rowCondition}</b>
      <p className="hint">{t.rowConditionHint}</p>
      <ConditionBuilder
        fields={comparedFields(entity)}
        fieldsOf={fieldsOf}
        {...(isOn ? { value } : {})}
        onChange={(next) => onChange(next)}
      />
    </div>
  );
}

const NEW_RULE: FieldRule = { fields: [], access: "read", when: null };

/** Field rights that depend on the record: “when …, these fields are …”. */
export function FieldRules({
  entity,
  fieldsOf,
  grant,
  onChange,
}: {
  readonly entity: EntityDocument;
  readonly fieldsOf: FieldsOf;
  readonly grant: EntityGrant;
  readonly onChange: (rules: readonly FieldRule[]) => void;
}) {
  const t = useText(buildText);
  const rules = grant.fieldRules ?? [];
  const keys = useRowKeys(rules.length);
  const put = (index: number, rule: FieldRule) =>
    onChange(rules.map((each, at) => (at === index ? rule : each)));
  return (
    <div className="role-rule">
      <b>{t.fieldRules}</b>
      <p className="hint">{t.fieldRulesHint}</p>
      {rules.map((rule, index) => (
        <RuleEditor
          key={keys.at(index)}
          entity={entity}
          fieldsOf={fieldsOf}
          rule={rule}
          onChange={(next) => put(index, next)}
          onRemove={() => {
            keys.remove(index);
            onChange(rules.filter((_each, at) => at !== index));
          }}
        />
      ))}
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => onChange([...rules, NEW_RULE])}
      >
        {t.addRule}
      </Button>
    </div>
  );
}

function RuleEditor({
  entity,
  fieldsOf,
  rule,
  onChange,
  onRemove,
}: {
  readonly entity: EntityDocument;
  readonly fieldsOf: FieldsOf;
  readonly rule: FieldRule;
  readonly onChange: (rule: FieldRule) => void;
  readonly onRemove: () => void;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  const owned = systemFields(entity).filter((field) => field.id === "owner" || field.id === "team");
  const accesses: { value: FieldAccess; label: string }[] = [
    { value: "read", label: t.accessRead },
    { value: "masked", label: t.accessMasked },
    { value: "hidden", label: t.accessHidden },
  ];
  return (
    <div className="role-rule-row">
      <span>{t.ruleWhen}</span>
      <ConditionBuilder
        fields={comparedFields(entity)}
        fieldsOf={fieldsOf}
        {...(rule.when === null ? {} : { value: rule.when })}
        onChange={(when) => onChange({ ...rule, when: when ?? null })}
      />
      <div className="role-rule-then">
        <span>{t.ruleFields}</span>
        <Select<string[]>
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t.ruleFields}
          placeholder={t.ruleChoose}
          value={[...rule.fields]}
          onChange={(fields) => onChange({ ...rule, fields })}
          options={[...entity.fields, ...owned].map((field) => ({
            value: field.id,
            label: localize(field.name),
          }))}
        />
        <span>{t.ruleAre}</span>
        <Select<FieldAccess>
          aria-label={t.ruleAre}
          value={rule.access}
          onChange={(access) => onChange({ ...rule, access })}
          options={accesses}
        />
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={t.removeRule}
          onClick={onRemove}
        />
      </div>
    </div>
  );
}

/** Which of the masked fields may be shown in clear on request. */
export function RevealChoice({
  field,
  grant,
  onChange,
}: {
  readonly field: string;
  readonly grant: EntityGrant;
  readonly onChange: (reveal: readonly string[]) => void;
}) {
  const t = useText(buildText);
  const held = grant.reveal ?? [];
  return (
    <Checkbox
      checked={held.includes(field)}
      onChange={(event) =>
        onChange(event.target.checked ? [...held, field] : held.filter((each) => each !== field))
      }
    >
      {t.mayReveal}
    </Checkbox>
  );
}
