import { PlusOutlined } from "@ant-design/icons";
import type { SettingControlProps } from "@mortise/fields/react";
import type { JsonObject } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Input, Segmented } from "antd";
import { objectsIn, removeAt, replaceAt } from "../editors/json-list.ts";
import { useNodeScope } from "../editors/node-scope.ts";
import { SortedItem } from "../editors/sorted-item.tsx";
import { hostIn } from "./allowed-host.ts";
import { SecretSelect } from "./secret-select.tsx";
import { SlotInput } from "./slot-input.tsx";
import { text } from "./text.ts";

/** Edits rows of a name and what it holds: a text with fields in it, or a secret. */
export function NameValuesEditor({ spec, value, onChange, sources, disabled = false }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { settings } = useNodeScope();
  const list = objectsIn(value);
  const host = hostIn(String(settings["address"] ?? ""));
  const put = (index: number, row: JsonObject): void => onChange(replaceAt(list, index, row));
  return (
    <div className="flow-list" role="group" aria-label={localize(spec.name)}>
      {list.map((row, index) => {
        const name = typeof row["name"] === "string" ? row["name"] : "";
        const isSecret = row["secret"] !== undefined;
        return (
          <SortedItem
            // Rows carry no id; every control in them is controlled.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            head={
              <Input
                size="small"
                aria-label={t.name}
                placeholder={t.name}
                value={name}
                disabled={disabled}
                onChange={({ target }) => put(index, { ...row, name: target.value })}
              />
            }
            onRemove={() => onChange(removeAt(list, index))}
          >
            <Segmented
              size="small"
              aria-label={t.kind}
              value={isSecret ? "secret" : "text"}
              disabled={disabled}
              options={[
                { value: "text", label: t.words },
                { value: "secret", label: t.secret },
              ]}
              onChange={(kind) => put(index, kind === "secret" ? { name, secret: "" } : { name, text: "" })}
            />
            {isSecret ? (
              <SecretSelect
                value={String(row["secret"])}
                host={host}
                disabled={disabled}
                onChange={(secret) => put(index, { name, secret })}
              />
            ) : (
              <SlotInput
                label={`${t.value} ${name}`}
                value={typeof row["text"] === "string" ? row["text"] : ""}
                fields={sources.fields}
                disabled={disabled}
                onChange={(next) => put(index, { name, text: next })}
              />
            )}
          </SortedItem>
        );
      })}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled}
        onClick={() => onChange([...list, { name: "", text: "" }])}
      >
        {t.addRow}
      </Button>
    </div>
  );
}
