import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { fieldType } from "@mortise/fields";
import { shortKey } from "@mortise/kit";
import type { EntityDocument, UniqueRule } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Checkbox, Form, Select } from "antd";
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
  const put = (next: readonly UniqueRule[]) => {
    const { uniqueRules: _old, ...rest } = entity;
    session.put(next.length === 0 ? rest : { ...rest, uniqueRules: next });
  };
  const change = (at: number, rule: UniqueRule) => put(rules.with(at, rule));
  const options = entity.fields
    .filter((field) => !NEVER_UNIQUE.has(fieldType(field.type).kind(field)))
    .map((field) => ({ value: field.id, label: localize(field.name) }));
  return (
    <Form.Item label={t.uniqueRules} extra={t.uniqueRulesHint}>
      {rules.map((rule, at) => (
        <div key={rule.id} className="unique-rule">
          <Select
            mode="multiple"
            maxCount={MOST_FIELDS}
            aria-label={t.uniqueFields}
            placeholder={t.uniqueFields}
            status={rule.fields.length === 0 ? "error" : ""}
            value={rule.fields}
            onChange={(fields: readonly string[]) => change(at, { ...rule, fields })}
            options={options}
          />
          <Checkbox
            checked={rule.exact !== true}
            onChange={({ target }) => {
              const { exact: _old, ...rest } = rule;
              change(at, target.checked ? rest : { ...rest, exact: true });
            }}
          >
            {t.uniqueLoose}
          </Checkbox>
          <Button
            type="text"
            aria-label={t.removeRule}
            icon={<DeleteOutlined aria-hidden="true" />}
            onClick={() => put(rules.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => put([...rules, { id: `rule_${shortKey(6)}`, fields: [] }])}
      >
        {t.addRule}
      </Button>
    </Form.Item>
  );
}
