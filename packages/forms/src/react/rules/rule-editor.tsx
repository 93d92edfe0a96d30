import { PlusOutlined } from "@ant-design/icons";
import type { Expression } from "@mortise/expression";
import { fieldCatalog, readCondition } from "@mortise/fields";
import { ConditionBuilder, FormulaInput, useRowKeys } from "@mortise/fields/react";
import type { Catalog, FieldDefinition, RecordRule, RuleAction } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button, Form, Segmented } from "antd";
import { useState } from "react";
import { LocalizedInput } from "../designer/localized-input.tsx";
import { ActionEditor } from "./action-editor.tsx";
import { newAction } from "./new-action.ts";
import { rulesText } from "./text.ts";

/** Props of `RuleEditor`. */
export interface RuleEditorProps {
  readonly rule: RecordRule;
  readonly fields: readonly FieldDefinition[];
  readonly catalog: Catalog;
  readonly onChange: (rule: RecordRule) => void;
}

/** A rule opened up: when it holds, and what happens then. */
export function RuleEditor({ rule, fields, catalog, onChange }: RuleEditorProps) {
  const t = useText(rulesText);
  const keys = useRowKeys(rule.actions.length);
  const put = (actions: readonly RuleAction[]) => onChange({ ...rule, actions });
  return (
    <div className="rule-editor">
      <section aria-label={t.when}>
        <h4>{t.when}</h4>
        <When fields={fields} value={rule.when} onChange={(when) => onChange({ ...rule, when })} />
      </section>
      <section aria-label={t.actions}>
        <h4>{t.actions}</h4>
        {rule.actions.map((action, index) => (
          <ActionEditor
            key={keys.at(index)}
            action={action}
            fields={fields}
            catalog={catalog}
            onChange={(next) => put(rule.actions.with(index, next))}
            onRemove={
              rule.actions.length === 1
                ? undefined
                : () => {
                    keys.remove(index);
                    put(rule.actions.toSpliced(index, 1));
                  }
            }
          />
        ))}
        <Button
          type="dashed"
          size="small"
          icon={<PlusOutlined aria-hidden="true" />}
          onClick={() => put([...rule.actions, newAction("hide")])}
        >
          {t.addAction}
        </Button>
      </section>
      <Form layout="vertical" component={false}>
        <div className="rule-names">
          <LocalizedInput
            labels={{ zh: t.nameZh, en: t.nameEn }}
            value={rule.name}
            onChange={(name) => {
              const { name: _old, ...rest } = rule;
              onChange(name && (name.zh || name.en) ? { ...rest, name } : rest);
            }}
          />
        </div>
      </Form>
    </div>
  );
}

interface WhenProps {
  readonly fields: readonly FieldDefinition[];
  readonly value: Expression;
  readonly onChange: (when: Expression) => void;
}

/** A condition as sentences or, for one field against another, as a formula. */
function When({ fields, value, onChange }: WhenProps) {
  const t = useText(rulesText);
  const [isFormula, setFormula] = useState(() => !canBeSentences(value, fields));
  return (
    <>
      <Segmented
        size="small"
        style={{ marginBottom: 8 }}
        value={isFormula ? "formula" : "condition"}
        options={[
          { value: "condition", label: t.byCondition },
          { value: "formula", label: t.byFormula },
        ]}
        onChange={(next) => setFormula(next === "formula")}
      />
      {isFormula ? (
        <FormulaInput
          fields={fields}
          {...(value === true ? {} : { value })}
          onChange={(next) => onChange(next ?? true)}
        />
      ) : (
        <ConditionBuilder
          fields={fields}
          {...(value === true ? {} : { value })}
          onChange={(next) => onChange(next ?? true)}
        />
      )}
    </>
  );
}

function canBeSentences(value: Expression, fields: readonly FieldDefinition[]): boolean {
  const kindOf = (path: string) => {
    const field = fields.find(({ id }) => id === path);
    return field && fieldCatalog.kindOf(field);
  };
  return readCondition(value, kindOf).items.every(({ type }) => type !== "raw");
}
