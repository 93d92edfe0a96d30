import { PlusOutlined } from "@ant-design/icons";
import { ConditionBuilder, type SettingControlProps } from "@mortise/fields/react";
import { fillText, type JsonObject, shortKey } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Alert, Button } from "antd";
import { plainText } from "../../model/plain-text.ts";
import { findStrategy } from "../../strategies/index.ts";
import { AssignTarget, objectIn } from "./assign-target-editor.tsx";

import { moveBy, objectsIn, removeAt, replaceAt, without } from "./json-list.ts";
import { NameInput } from "./name-input.tsx";
import { SortedItem } from "./sorted-item.tsx";
import { text } from "./text.ts";

/** Whether a rule leaves records to those below it though it has no condition. */
function mayPass(rule: JsonObject): boolean {
  return findStrategy(plainText(objectIn(rule["to"])["strategy"]))?.mayPass === true;
}

/** Edits the table of assignment rules: the first that fits wins; rules that can never win are greyed. */
export function AssignRulesEditor({ value, onChange, sources, disabled }: SettingControlProps) {
  const t = useText(text);
  const rules = objectsIn(value);
  const open = rules.findIndex((rule) => rule["when"] === undefined && !mayPass(rule));
  const set = (index: number, rule: JsonObject): void => onChange(replaceAt(rules, index, rule));
  return (
    <div className="flow-list">
      {rules.map((rule, index) => {
        const isShadowed = open >= 0 && index > open;
        return (
          <SortedItem
            key={plainText(rule["id"]) || index}
            faded={isShadowed}
            head={
              <NameInput
                value={rule["name"]}
                placeholder={fillText(t.rule, { n: index + 1 })}
                onChange={(name) => set(index, name ? { ...rule, name } : without(rule, "name"))}
              />
            }
            onMove={(by) => onChange(moveBy(rules, index, by))}
            onRemove={() => onChange(removeAt(rules, index))}
          >
            {isShadowed ? <Alert type="warning" showIcon title={t.shadowed} /> : null}
            <div className="flow-label">{t.when}</div>
            <ConditionBuilder
              fields={sources.fields}
              recordTrees={false}
              {...(rule["when"] === undefined ? {} : { value: rule["when"] })}
              disabled={disabled}
              onChange={(when) => set(index, when === undefined ? without(rule, "when") : { ...rule, when })}
            />
            <div className="flow-label">{t.assignTo}</div>
            <AssignTarget
              value={objectIn(rule["to"])}
              sources={sources}
              onChange={(to) => set(index, { ...rule, to })}
            />
          </SortedItem>
        );
      })}
      <Button
        icon={<PlusOutlined />}
        disabled={disabled ?? false}
        onClick={() => onChange([...rules, { id: `r${shortKey(5)}`, to: { strategy: "team-round-robin" } }])}
      >
        {t.addRule}
      </Button>
    </div>
  );
}
