import { PlusOutlined } from "@ant-design/icons";
import { fieldCatalog } from "@mortise/fields";
import type { SettingControlProps } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Select } from "antd";
import { objectsIn, removeAt, replaceAt } from "./json-list.ts";
import { fieldsOf, useNodeScope, writtenEntity } from "./node-scope.ts";
import { SortedItem } from "./sorted-item.tsx";
import { text } from "./text.ts";
import { ValueEditor } from "./value-editor.tsx";

/** Edits which fields a step sets, and to what. */
export function FieldValuesEditor({ value, onChange, sources, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const scope = useNodeScope();
  const list = objectsIn(value);
  const fields = fieldsOf(scope.catalog, writtenEntity(scope)).filter(
    (field) => fieldCatalog.kindOf(field) !== "rows",
  );
  return (
    <div className="flow-list">
      {list.map((item, index) => {
        const field = fields.find((candidate) => candidate.id === item["field"]);
        return (
          <SortedItem
            // Entries carry no id; every control in them is controlled.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            head={
              <Select
                size="small"
                aria-label={t.chooseField}
                placeholder={t.chooseField}
                showSearch={{ optionFilterProp: "label" }}
                value={field?.id ?? null}
                style={{ width: "100%" }}
                options={fields.map(({ id, name }) => ({ value: id, label: localize(name) }))}
                onChange={(id) => onChange(replaceAt(list, index, { field: id ?? "", value: null }))}
              />
            }
            onRemove={() => onChange(removeAt(list, index))}
          >
            {field ? (
              <ValueEditor
                field={field}
                sources={sources}
                value={item["value"] ?? null}
                disabled={disabled ?? false}
                onChange={(next) => onChange(replaceAt(list, index, { ...item, value: next }))}
              />
            ) : null}
          </SortedItem>
        );
      })}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled ?? false}
        onClick={() => onChange([...list, {}])}
      >
        {t.addField}
      </Button>
    </div>
  );
}
