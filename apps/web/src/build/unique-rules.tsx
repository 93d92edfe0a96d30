import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { fieldType } from "@mortise/fields";
import { shortKey } from "@mortise/kit";
import type { EntityDocument, UniqueRule } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Checkbox, Form, Select } from "antd";
import { useState } from "react";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

const NEVER_UNIQUE: ReadonlySet<string> = new Set([
  "rows",
  "files",
  "options",
  "users",
  "teams",
  "boolean",
  "null",
]);
const MOST_FIELDS = 5;

/** Rules that no two records may break: fields whose values together occur once. */
export function UniqueRules({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { session } = useDraft();
  const rules = entity.uniqueRules ?? [];
  const [fresh, setFresh] = useState<UniqueRule | undefined>(undefined);
  const put = (next: readonly UniqueRule[]) => {
    const { uniqueRules: _old, ...rest } = entity;
    session.put(next.length === 0 ? rest : { ...rest, uniqueRules: next });
  };
  const options = entity.fields
    .filter((field) => !NEVER_UNIQUE.has(fieldType(field.type).kind(field)))
    .map((field) => ({ value: field.id, label: localize(field.name) }));
  return (
    <Form.Item label={t.uniqueRules} extra={t.uniqueRulesHint}>
      {rules.map((rule, at) => (
        <RuleRow
          key={rule.id}
          rule={rule}
          options={options}
          onChange={(next) => put(rules.with(at, next))}
          onRemove={() => put(rules.toSpliced(at, 1))}
        />
      ))}
      {fresh ? (
        <RuleRow
          key={fresh.id}
          rule={fresh}
          options={options}
          onChange={(next) => {
            // A rule over no fields is none: it becomes part of the draft with its first field.
            if (next.fields.length === 0) return setFresh(next);
            setFresh(undefined);
            put([...rules, next]);
          }}
          onRemove={() => setFresh(undefined)}
        />
      ) : null}
      <Button
        type="dashed"
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={fresh !== undefined}
        onClick={() => setFresh({ id: `rule_${shortKey(6)}`, fields: [] })}
      >
        {t.addRule}
      </Button>
    </Form.Item>
  );
}

function RuleRow({
  rule,
  options,
  onChange,
  onRemove,
}: {
  readonly rule: UniqueRule;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (rule: UniqueRule) => void;
  readonly onRemove: () => void;
}) {
  const t = useText(buildText);
  const { exact, ...rest } = rule;
  return (
    <div className="unique-rule">
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: "label" }}
        maxCount={MOST_FIELDS}
        aria-label={t.uniqueFields}
        placeholder={t.uniqueFields}
        status={rule.fields.length === 0 ? "error" : ""}
        value={rule.fields}
        onChange={(fields: readonly string[]) => onChange({ ...rule, fields })}
        options={[...options]}
      />
      <Checkbox
        checked={exact !== true}
        onChange={({ target }) => onChange(target.checked ? rest : { ...rest, exact: true })}
      >
        {t.uniqueLoose}
      </Checkbox>
      <Button
        type="text"
        aria-label={t.removeRule}
        icon={<DeleteOutlined aria-hidden="true" />}
        onClick={onRemove}
      />
    </div>
  );
}
