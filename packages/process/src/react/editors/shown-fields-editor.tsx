import { PlusOutlined } from "@ant-design/icons";
import type { SettingControlProps } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Segmented, Select } from "antd";
import { isFilledIn } from "../../nodes/shown-fields.ts";
import { moveBy, objectsIn, removeAt, replaceAt } from "./json-list.ts";
import { useNodeScope } from "./node-scope.ts";
import { SortedItem } from "./sorted-item.tsx";
import { text } from "./text.ts";

/** Edits which fields a step shows to whom it asks, and which of them they may change or must fill in. */
export function ShownFieldsEditor({ value, onChange, disabled = false }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { catalog, entity } = useNodeScope();
  const list = objectsIn(value);
  const fields = catalog.find("entity", entity)?.fields ?? [];
  const taken = new Set(list.map((item) => item["field"]));
  return (
    <div className="flow-list">
      {list.map((item, index) => {
        const id = typeof item["field"] === "string" ? item["field"] : undefined;
        const fillable = id === undefined || isFilledIn(catalog, entity, id);
        const right = typeof item["right"] === "string" ? item["right"] : "read";
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
                value={id ?? null}
                disabled={disabled}
                style={{ width: "100%" }}
                options={fields
                  .filter((field) => field.id === id || !taken.has(field.id))
                  .map((field) => ({ value: field.id, label: localize(field.name) }))}
                onChange={(field) => onChange(replaceAt(list, index, { field: field ?? "", right: "read" }))}
              />
            }
            onMove={(by) => onChange(moveBy(list, index, by))}
            onRemove={() => onChange(removeAt(list, index))}
          >
            <Segmented
              size="small"
              value={fillable ? right : "read"}
              disabled={disabled}
              options={[
                { value: "read", label: t.onlyShown },
                { value: "edit", label: t.mayEdit, disabled: !fillable },
                { value: "required", label: t.mustFill, disabled: !fillable },
              ]}
              onChange={(next) => onChange(replaceAt(list, index, { ...item, right: next }))}
            />
          </SortedItem>
        );
      })}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled || list.length >= fields.length}
        onClick={() => onChange([...list, { right: "read" }])}
      >
        {t.addField}
      </Button>
    </div>
  );
}
