import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useLocalize, useText } from "@mortise/ui";
import { Button, InputNumber, Select } from "antd";
import { type CellRule, readCellRules, RULE_COLORS, type RuleColor } from "../../model/cell-look.ts";
import { measureName } from "../../model/measure.ts";
import { RULE_GROUNDS } from "../cell-style.ts";
import type { CardSettingProps } from "./reference-lines-editor.tsx";
import { RULE_COLOR_NAMES, text } from "./text.ts";

/** Edits which figures of a table have a ground of their own. */
export function CellRulesEditor({ id, value, measures, fields, disabled, onChange }: CardSettingProps) {
  const t = useText(text);
  const localize = useLocalize();
  const rules = readCellRules(value);
  const set = (next: readonly CellRule[]): void =>
    onChange(next.length > 0 ? next.map((rule) => ({ ...rule })) : undefined);
  const bound = (index: number, rule: CellRule, side: "from" | "to") => (
    <InputNumber
      aria-label={side === "from" ? t.atLeast : t.below}
      placeholder={side === "from" ? t.atLeast : t.below}
      disabled={disabled === true}
      value={rule[side] ?? null}
      onChange={(at) => {
        const { [side]: _before, ...rest } = rule;
        set(rules.with(index, at === null ? rest : { ...rest, [side]: at }));
      }}
    />
  );
  return (
    <div id={id} className="m-inspector-list">
      {rules.map((rule, index) => (
        // Rules have nothing but their place to tell them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="m-inspector-row">
          <Select<string>
            aria-label={t.measure}
            className="m-inspector-grow"
            disabled={disabled === true}
            value={rule.measure}
            options={measures.map((one) => ({ value: one.id, label: localize(measureName(one, fields)) }))}
            onChange={(measure) => set(rules.with(index, { ...rule, measure }))}
          />
          {bound(index, rule, "from")}
          {bound(index, rule, "to")}
          <Select<RuleColor>
            aria-label={t.ruleColor}
            disabled={disabled === true}
            value={rule.color}
            options={RULE_COLORS.map((color) => ({
              value: color,
              label: (
                <span>
                  <span className="m-dot" style={{ background: RULE_GROUNDS[color] }} />{" "}
                  {localize(RULE_COLOR_NAMES[color])}
                </span>
              ),
            }))}
            onChange={(color) => set(rules.with(index, { ...rule, color }))}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            disabled={disabled === true}
            aria-label={`${t.removeItem} ${index + 1}`}
            onClick={() => set(rules.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined />}
        disabled={disabled === true || measures.length === 0}
        onClick={() => set([...rules, { measure: measures[0]?.id ?? "", from: 0, color: "green" }])}
      >
        {t.addRule}
      </Button>
    </div>
  );
}
