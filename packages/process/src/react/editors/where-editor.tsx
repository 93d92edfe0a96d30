import { PlusOutlined } from "@ant-design/icons";
import { fieldCatalog, fieldOperators } from "@mortise/fields";
import { ConditionOperand, type SettingControlProps } from "@mortise/fields/react";
import { type Json, type JsonObject, isPlainObject } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Segmented, Select } from "antd";
import { objectsIn, removeAt, replaceAt } from "./json-list.ts";
import { fieldsOf, useNodeScope, writtenEntity } from "./node-scope.ts";
import { SortedItem } from "./sorted-item.tsx";
import { text } from "./text.ts";
import { ValueEditor } from "./value-editor.tsx";

/** Edits which records are meant: rows of field, comparison and value; values may come from the flow's record and variables. */
export function WhereEditor({ value, onChange, sources, disabled }: SettingControlProps) {
  const t = useText(text);
  const scope = useNodeScope();
  const where = isPlainObject(value) ? value : {};
  const rows = objectsIn(where["rows"]);
  const join = where["join"] === "or" ? "or" : "and";
  const set = (next: readonly JsonObject[]): void => onChange({ join, rows: [...next] });
  const fields = fieldsOf(scope.catalog, writtenEntity(scope)).filter(
    (field) => fieldOperators(fieldCatalog.kindOf(field)).length > 0,
  );
  if (typeof scope.settings["entity"] !== "string") return <p className="flow-hint">{t.chooseEntityFirst}</p>;
  return (
    <div className="flow-list">
      {rows.length > 1 ? (
        <Segmented
          size="small"
          value={join}
          disabled={disabled ?? false}
          options={[
            { value: "and", label: t.allHold },
            { value: "or", label: t.anyHolds },
          ]}
          onChange={(next) => onChange({ join: next === "or" ? "or" : "and", rows: [...rows] })}
        />
      ) : null}
      {rows.length === 0 ? <p className="flow-hint">{t.everyRecord}</p> : null}
      {rows.map((row, index) => (
        <WhereRow
          // Rows carry no id; every control in them is controlled.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          row={row}
          fields={fields}
          sources={sources}
          disabled={disabled ?? false}
          onRemove={() => set(removeAt(rows, index))}
          onChange={(next) => set(replaceAt(rows, index, next))}
        />
      ))}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled ?? false}
        onClick={() => set([...rows, fields[0] ? newRow(fields[0]) : {}])}
      >
        {t.addCondition}
      </Button>
    </div>
  );
}

function newRow(field: FieldDefinition): JsonObject {
  const [operator] = fieldOperators(fieldCatalog.kindOf(field));
  return { field: field.id, operator: operator?.id ?? "" };
}

interface WhereRowProps {
  readonly row: JsonObject;
  readonly fields: readonly FieldDefinition[];
  readonly sources: SettingControlProps["sources"];
  readonly disabled: boolean;
  readonly onChange: (row: JsonObject) => void;
  readonly onRemove: () => void;
}

function WhereRow({ row, fields, sources, disabled, onChange, onRemove }: WhereRowProps) {
  const t = useText(text);
  const localize = useLocalize();
  const field = fields.find(({ id }) => id === row["field"]);
  const operators = field ? fieldOperators(fieldCatalog.kindOf(field), {}) : [];
  const operator = operators.find(({ id }) => id === row["operator"]);
  const value: Json = row["value"] ?? null;
  const set = (next: Json | undefined): void => onChange({ ...row, value: next ?? null });
  return (
    <SortedItem
      head={
        <div className="flow-pair">
          <Select
            size="small"
            aria-label={t.chooseField}
            showSearch={{ optionFilterProp: "label" }}
            value={field?.id ?? null}
            disabled={disabled}
            options={fields.map(({ id, name }) => ({ value: id, label: localize(name) }))}
            onChange={(id) => {
              const chosen = fields.find((candidate) => candidate.id === id);
              if (chosen) onChange(newRow(chosen));
            }}
          />
          <Select
            size="small"
            aria-label={t.comparison}
            value={operator?.id ?? null}
            disabled={disabled}
            options={operators.map(({ id, name }) => ({ value: id, label: localize(name) }))}
            onChange={(id) => onChange({ field: row["field"] ?? "", operator: id ?? "" })}
          />
        </div>
      }
      onRemove={onRemove}
    >
      {field && operator && operator.operand !== "none" ? (
        operator.operand === "value" ? (
          <ValueEditor field={field} sources={sources} value={value} disabled={disabled} onChange={set} />
        ) : (
          <ConditionOperand
            field={field}
            operand={operator.operand}
            value={value}
            disabled={disabled}
            allowCurrentUser={false}
            onChange={set}
          />
        )
      ) : null}
    </SortedItem>
  );
}
