import { PlusOutlined } from "@ant-design/icons";
import { ConditionBuilder, type SettingControlProps, useRowKeys } from "@mortise/fields/react";
import { fillText, type JsonObject, shortKey } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import { plainText } from "../../model/plain-text.ts";
import { moveBy, objectsIn, removeAt, replaceAt, without } from "./json-list.ts";
import { NameInput } from "./name-input.tsx";
import { SortedItem } from "./sorted-item.tsx";
import { text } from "./text.ts";

/** Edits the branches of a condition, in the order they are tried. */
export function BranchesEditor({ value, onChange, sources, disabled }: SettingControlProps) {
  const t = useText(text);
  const branches = objectsIn(value);
  const keys = useRowKeys(branches.length);
  const set = (index: number, branch: JsonObject): void => onChange(replaceAt(branches, index, branch));
  return (
    <div className="flow-list">
      {branches.map((branch, index) => (
        <SortedItem
          key={plainText(branch["id"]) || keys.at(index)}
          head={
            <NameInput
              value={branch["name"]}
              placeholder={fillText(t.branch, { n: index + 1 })}
              onChange={(name) => set(index, name ? { ...branch, name } : without(branch, "name"))}
            />
          }
          onMove={(by) => onChange(moveBy(branches, index, by))}
          onRemove={() => onChange(removeAt(branches, index))}
        >
          <ConditionBuilder
            fields={sources.fields}
            recordTrees={false}
            {...(branch["when"] === undefined ? {} : { value: branch["when"] })}
            disabled={disabled}
            onChange={(when) =>
              set(index, when === undefined ? without(branch, "when") : { ...branch, when })
            }
          />
        </SortedItem>
      ))}
      <Button
        icon={<PlusOutlined />}
        disabled={disabled ?? false}
        onClick={() => onChange([...branches, { id: `b${shortKey(5)}` }])}
      >
        {t.addBranch}
      </Button>
    </div>
  );
}
