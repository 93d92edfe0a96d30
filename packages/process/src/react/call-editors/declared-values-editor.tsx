import { PlusOutlined } from "@ant-design/icons";
import type { SettingControlProps } from "@mortise/fields/react";
import { isPlainObject, type Json, type JsonObject } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Checkbox, Select } from "antd";
import { newValueId, RECORD_TYPES, VALUE_TYPES } from "../../model/calls/call-signature.ts";
import { moveBy, objectsIn, removeAt, replaceAt, without } from "../editors/json-list.ts";
import { NameInput } from "../editors/name-input.tsx";
import { SortedItem } from "../editors/sorted-item.tsx";
import { text } from "./text.ts";

/** Edits what a flow takes when it is called. */
export function DeclaredInputsEditor(props: SettingControlProps) {
  const t = useText(text);
  return <DeclaredValues {...props} add={t.addInput} naming={t.inputName} canRequire />;
}

/** Edits what a flow gives back. */
export function DeclaredOutputsEditor(props: SettingControlProps) {
  const t = useText(text);
  return <DeclaredValues {...props} add={t.addOutput} naming={t.outputName} canRequire={false} />;
}

interface Words {
  readonly add: string;
  readonly naming: string;
  /** Inputs may have to be given. */
  readonly canRequire: boolean;
}

function DeclaredValues({
  value,
  onChange,
  sources,
  disabled = false,
  add,
  naming,
  canRequire,
}: SettingControlProps & Words) {
  const rows = objectsIn(value);
  const put = (next: readonly JsonObject[]): void => onChange([...next]);
  return (
    <div className="flow-list">
      {rows.map((row, index) => (
        <SortedItem
          // A row keeps its id for as long as it lives.
          key={String(row["id"])}
          head={
            <NameInput
              value={isName(row["name"]) ? row["name"] : undefined}
              placeholder={naming}
              onChange={(name) => put(replaceAt(rows, index, { ...row, name: name ? { ...name } : null }))}
            />
          }
          onMove={(by) => put(moveBy(rows, index, by))}
          onRemove={() => put(removeAt(rows, index))}
        >
          <KindOfValue
            row={row}
            sources={sources}
            disabled={disabled}
            canRequire={canRequire}
            onChange={(next) => put(replaceAt(rows, index, next))}
          />
        </SortedItem>
      ))}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled}
        onClick={() => put([...rows, { id: newValueId(), type: "text" }])}
      >
        {add}
      </Button>
    </div>
  );
}

/** Which kind of value it is, of which entity its records are, and whether it has to be given. */
function KindOfValue({
  row,
  sources,
  disabled,
  canRequire,
  onChange,
}: Pick<SettingControlProps, "sources"> & {
  readonly row: JsonObject;
  readonly disabled: boolean;
  readonly canRequire: boolean;
  readonly onChange: (row: JsonObject) => void;
}) {
  const t = useText(text);
  const localize = useLocalize();
  const type = String(row["type"] ?? "text");
  const isOfRecords = RECORD_TYPES.includes(type);
  return (
    <div className="flow-declared">
      <Select
        size="small"
        aria-label={t.kind}
        value={type}
        disabled={disabled}
        options={VALUE_TYPES.map((id) => ({ value: String(id), label: t[id] }))}
        onChange={(next) => {
          const plain = RECORD_TYPES.includes(next) ? row : without(row, "entity");
          onChange({ ...plain, type: next });
        }}
      />
      {isOfRecords ? (
        <Select
          size="small"
          aria-label={t.ofEntity}
          placeholder={t.ofEntity}
          showSearch={{ optionFilterProp: "label" }}
          value={typeof row["entity"] === "string" ? row["entity"] : null}
          disabled={disabled}
          options={sources.entities.map(({ id, name }) => ({ value: id, label: localize(name) }))}
          onChange={(entity) => onChange({ ...row, entity: entity ?? "" })}
        />
      ) : null}
      {canRequire ? (
        <Checkbox
          checked={row["required"] === true}
          disabled={disabled}
          onChange={({ target }) => onChange({ ...row, required: target.checked })}
        >
          {t.required}
        </Checkbox>
      ) : null}
    </div>
  );
}

function isName(value: Json | undefined): value is { zh: string; en: string } {
  return isPlainObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string";
}
