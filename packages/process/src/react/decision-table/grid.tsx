import { ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import { fieldCatalog } from "@mortise/fields";
import type { JsonObject } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Select, Tooltip } from "antd";
import { INPUT_KINDS, readTable, RESULT_TYPES } from "../../model/decision-table/table.ts";
import { moveBy, removeAt, replaceAt } from "../editors/json-list.ts";
import { NameInput } from "../editors/name-input.tsx";
import { ConditionCell, ResultCell } from "./cells.tsx";
import { asSetting, cellOf, type StoredTable, withCell, withoutColumn } from "./stored-table.ts";
import { text } from "./text.ts";

/** Props of `TableGrid`. */
export interface TableGridProps {
  readonly table: StoredTable;
  /** Fields and variables that columns may ask for. */
  readonly fields: readonly FieldDefinition[];
  /** Rows that never apply. */
  readonly unreachable: ReadonlySet<number>;
  readonly onChange: (table: StoredTable) => void;
}

/** The table as a grid: conditions on the left, results on the right, one line for each row. */
export function TableGrid(props: TableGridProps) {
  const t = useText(text);
  const { table, fields, unreachable, onChange } = props;
  const results = readTable(asSetting(table)).results;
  const fieldOf = (input: JsonObject): FieldDefinition | undefined =>
    fields.find(({ id }) => id === input["field"]);
  return (
    <div className="flow-table-scroll">
      <table className="flow-table">
        <thead>
          <tr>
            <th>#</th>
            {table.inputs.map((input, place) => (
              <th key={columnId(input)}>
                <InputHead {...props} input={input} place={place} />
              </th>
            ))}
            {table.results.map((result, place) => (
              <th key={columnId(result)} className="flow-table-result">
                <ResultHead {...props} result={result} place={place} />
              </th>
            ))}
            <th aria-label={t.removeRow} />
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // Rows carry no id; every control in them is controlled.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index} className={unreachable.has(index) ? "flow-table-never" : ""}>
              <Tooltip title={unreachable.has(index) ? t.never : undefined}>
                <td>{index + 1}</td>
              </Tooltip>
              {table.inputs.map((input) => {
                const field = fieldOf(input);
                const place = { row: index, side: "when", column: columnId(input) } as const;
                return (
                  <td key={place.column}>
                    {field ? (
                      <ConditionCell
                        field={field}
                        value={cellOf(row, "when", place.column)}
                        onChange={(value) => onChange(withCell(table, place, value))}
                      />
                    ) : null}
                  </td>
                );
              })}
              {results.map(({ id, field }) => (
                <td key={id} className="flow-table-result">
                  <ResultCell
                    field={field}
                    value={cellOf(row, "give", id)}
                    onChange={(value) =>
                      onChange(withCell(table, { row: index, side: "give", column: id }, value))
                    }
                  />
                </td>
              ))}
              <td className="flow-table-tools">
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={t.moveUp}
                  onClick={() => onChange({ ...table, rows: moveBy(table.rows, index, -1) })}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t.removeRow}
                  onClick={() => onChange({ ...table, rows: removeAt(table.rows, index) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function columnId(column: JsonObject): string {
  return typeof column["id"] === "string" ? column["id"] : "";
}

function InputHead({
  table,
  fields,
  onChange,
  input,
  place,
}: TableGridProps & { readonly input: JsonObject; readonly place: number }) {
  const t = useText(text);
  const localize = useLocalize();
  const usable = fields.filter((field) => INPUT_KINDS.includes(fieldCatalog.kindOf(field)));
  return (
    <div className="flow-table-head">
      <Select
        size="small"
        aria-label={t.field}
        placeholder={t.field}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        value={typeof input["field"] === "string" ? input["field"] : null}
        options={usable.map(({ id, name }) => ({ value: id, label: localize(name) }))}
        // Cells of another field would mean nothing: the column begins anew.
        onChange={(field) =>
          onChange({
            ...table,
            inputs: replaceAt(table.inputs, place, { ...input, field: field ?? "" }),
            rows: table.rows.map((_row, row) => emptied(table, row, columnId(input))),
          })
        }
      />
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t.removeColumn}
        onClick={() => onChange(withoutColumn(table, "inputs", place))}
      />
    </div>
  );
}

function emptied(table: StoredTable, row: number, column: string): JsonObject {
  return withCell(table, { row, side: "when", column }, undefined).rows[row] ?? {};
}

function ResultHead({
  table,
  onChange,
  result,
  place,
}: TableGridProps & { readonly result: JsonObject; readonly place: number }) {
  const t = useText(text);
  const set = (next: JsonObject): void =>
    onChange({ ...table, results: replaceAt(table.results, place, next) });
  return (
    <div className="flow-table-head">
      <NameInput
        value={result["name"]}
        placeholder={t.result}
        onChange={(name) => set({ ...result, name: name ?? { zh: "", en: "" } })}
      />
      <Select
        size="small"
        aria-label={t.kind}
        value={typeof result["kind"] === "string" ? result["kind"] : "text"}
        // The select compares texts.
        options={RESULT_TYPES.map((kind) => ({ value: kind as string, label: t[kind] }))}
        onChange={(kind) => set({ ...result, kind: kind ?? "text" })}
      />
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t.removeColumn}
        onClick={() => onChange(withoutColumn(table, "results", place))}
      />
    </div>
  );
}
