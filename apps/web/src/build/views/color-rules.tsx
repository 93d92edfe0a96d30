import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { ConditionBuilder, useRowKeys } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import { type ColorRule, type FieldDefinition, OPTION_COLORS } from "@mortise/metadata";
import { ColorDot, useText } from "@mortise/ui";
import { Button, Select } from "antd";
import { moved } from "../../records/column-chooser.tsx";
import { viewText } from "./text.ts";

/** Edits the rules that give records a colour; the order counts. */
export function ColorRules({
  fields,
  value,
  onChange,
}: {
  readonly fields: readonly FieldDefinition[];
  readonly value: readonly ColorRule[];
  readonly onChange: (rules: readonly ColorRule[]) => void;
}) {
  const t = useText(viewText);
  const rows = useRowKeys(value.length);
  const put = (index: number, rule: ColorRule) =>
    onChange(value.map((each, at) => (at === index ? rule : each)));
  return (
    <div className="color-rules">
      <p className="field-hint">{t.colorsHint}</p>
      {value.map((rule, index) => (
        <section key={rows.at(index)} aria-label={fillText(t.rule, { n: index + 1 })}>
          <div className="color-rule-head">
            <ColorSelect value={rule.color} onChange={(color) => put(index, { ...rule, color })} />
            <Button
              type="text"
              icon={<ArrowUpOutlined aria-hidden="true" />}
              aria-label={t.moveUp}
              disabled={index === 0}
              onClick={() => onChange(moved(value, index, index - 1))}
            />
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t.remove}
              onClick={() => {
                rows.remove(index);
                onChange(value.filter((_, at) => at !== index));
              }}
            />
          </div>
          <ConditionBuilder
            fields={fields}
            {...(rule.when === false ? {} : { value: rule.when })}
            // A rule whose last line was taken away never holds.
            onChange={(when = false) => put(index, { ...rule, when })}
          />
        </section>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => onChange([...value, { when: false, color: "red" }])}
      >
        {t.addColor}
      </Button>
    </div>
  );
}

function ColorSelect({
  value,
  onChange,
}: {
  readonly value: ColorRule["color"];
  readonly onChange: (color: ColorRule["color"]) => void;
}) {
  const t = useText(viewText);
  return (
    <Select
      aria-label={t.color}
      value={value}
      popupMatchSelectWidth={false}
      onChange={onChange}
      options={OPTION_COLORS.map((color) => ({
        value: color,
        label: (
          <span>
            <ColorDot color={color} /> {t[color]}
          </span>
        ),
      }))}
    />
  );
}
