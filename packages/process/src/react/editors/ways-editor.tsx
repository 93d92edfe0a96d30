import { PlusOutlined } from "@ant-design/icons";
import { type SettingControlProps, useRowKeys } from "@mortise/fields/react";
import { fillText, type JsonObject, shortKey } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import { plainText } from "../../model/plain-text.ts";
import { moveBy, objectsIn, removeAt, replaceAt, without } from "./json-list.ts";
import { NameInput } from "./name-input.tsx";
import { SortedItem } from "./sorted-item.tsx";
import { text } from "./text.ts";

/** Edits the branches that a step takes at the same time: their names and their order. */
export function WaysEditor({ value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const ways = objectsIn(value);
  const keys = useRowKeys(ways.length);
  const set = (index: number, way: JsonObject): void => onChange(replaceAt(ways, index, way));
  return (
    <div className="flow-list">
      {ways.map((way, index) => (
        <SortedItem
          key={plainText(way["id"]) || keys.at(index)}
          head={
            <NameInput
              value={way["name"]}
              placeholder={fillText(t.branch, { n: index + 1 })}
              onChange={(name) => set(index, name ? { ...way, name } : without(way, "name"))}
            />
          }
          onMove={(by) => onChange(moveBy(ways, index, by))}
          onRemove={() => onChange(removeAt(ways, index))}
        />
      ))}
      <Button
        icon={<PlusOutlined />}
        disabled={disabled ?? false}
        onClick={() => onChange([...ways, { id: `b${shortKey(5)}` }])}
      >
        {t.addBranch}
      </Button>
    </div>
  );
}
