import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { fillText, localize } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { Button, Space } from "antd";
import { useIsPhone } from "@mortise/ui";
import { type ClipboardEvent, type CSSProperties, type ReactNode, useLayoutEffect, useRef } from "react";
import type { FieldContext } from "../field-type.ts";
import { withNames } from "../react/with-names.ts";
import { TextCell } from "../react/display.tsx";
import { FieldCell } from "../react/field-components.tsx";
import { useFieldContext, useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { standsRight } from "../alignment.ts";
import { findFieldType } from "../registry.ts";
import { listSetting, numberSetting, textSetting } from "../setting-values.ts";
import { BatchAdd } from "./batch-add.tsx";
import { pasteCells, readCells } from "./paste-rows.ts";
import { repeatedRows } from "./repeated-rows.ts";
import { columnsOf, columnTotal, isSummable, newRow, rowsOf, rowValue, type SubTableRow } from "./rows.ts";
import { CardTotals, ReadCards, RowCard } from "./row-cards.tsx";
import { RowEditor, RowNotes } from "./row-editor.tsx";
import { text } from "./text.ts";
import { useRowViews } from "../react/row-views.ts";
import { useRowKeys } from "../react/use-row-keys.ts";

const CELL: CSSProperties = { padding: "4px 6px", textAlign: "start", verticalAlign: "top" };
const HEAD: CSSProperties = { ...CELL, fontWeight: 500, opacity: 0.7, whiteSpace: "nowrap", fontSize: 13 };
const SCROLL: CSSProperties = { overflowX: "auto", maxWidth: "100%" };

function useRowEntity(field: FieldDefinition): EntityDocument | undefined {
  return useFieldServices().entity(textSetting(field, "entity", ""));
}

function SubTableEditor(props: FieldEditorProps) {
  const { field, value, onChange, disabled = false } = props;
  const say = useFieldText();
  const context = useFieldContext();
  const entity = useRowEntity(field);
  const services = useFieldServices();
  const phone = useIsPhone();
  const rows = rowsOf(value);
  const latest = useRef(rows);
  useLayoutEffect(() => {
    latest.current = rows;
  });
  const keys = useRowKeys(rows.length);
  const views = useRowViews(field.id);
  if (!entity) return <span>{say(text.unknownEntity)}</span>;
  const fields = columnsOf(entity);
  const save = (next: readonly SubTableRow[]): void => onChange(next.length === 0 ? null : next);
  const most = numberSetting(field, "maxRows", 200);
  const columns = listSetting(field, "uniqueColumns");
  const repeated = new Set(repeatedRows(columns, rows, fields).map(({ index }) => index));
  const paste = (event: ClipboardEvent<HTMLElement>): void => {
    const cells = readCells(event.clipboardData.getData("text/plain"));
    const at = placeOf(event.target);
    // One cell alone goes where the caret stands.
    if (disabled || !at || (cells.length === 1 && cells[0]?.length === 1)) return;
    event.preventDefault();
    // A control that is typed in shows what is typed: it gives that up before the cells are put in.
    if (event.target instanceof HTMLElement) event.target.blur();
    const put = (named: FieldContext) =>
      pasteCells({ cells, rows: latest.current, fields, at, mostRows: most, context: named });
    // Names of people and records are looked up; what is typed meanwhile stays.
    void withNames(context, services, put).then(
      (named) => save(put(named)),
      () => save(put(context)),
    );
  };
  const removeRow = (index: number): void => {
    keys.remove(index);
    save(rows.filter((_row, other) => other !== index));
  };
  const cell = (column: FieldDefinition, index: number, row: SubTableRow) => (
    <RowEditor
      field={column}
      row={row}
      view={views?.[index]}
      isRepeated={repeated.has(index) && columns.includes(column.id)}
      disabled={disabled}
      onChange={(changed) => save(rows.map((other, at) => (at === index ? changed : other)))}
    />
  );
  const tools = (index: number) => (
    <>
      <RowNotes messages={views?.[index]?.messages ?? []} columns={fields} />
      {disabled ? null : (
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={fillText(say(text.removeRow), { row: index + 1 })}
          onClick={() => removeRow(index)}
        />
      )}
    </>
  );
  const parts = { fields, rows, keyAt: (index: number) => keys.at(index), cell, tools };
  return (
    <div id={props.id} onBlur={() => props.onBlur?.()} onPaste={paste}>
      {phone ? <EditedCards {...parts} /> : <EditedTable {...parts} />}
      <Space size="small" wrap>
        <Button
          type="dashed"
          size="small"
          icon={<PlusOutlined />}
          disabled={disabled || rows.length >= most}
          title={say(text.pasteHint)}
          onClick={() => save([...rows, newRow(fields)])}
        >
          {say(text.addRow)}
        </Button>
        {disabled ? null : (
          <BatchAdd columns={fields} rows={rows} mostRows={most} uniqueColumns={columns} onRows={save} />
        )}
      </Space>
    </div>
  );
}

interface EditedRowsProps {
  readonly fields: readonly FieldDefinition[];
  readonly rows: readonly SubTableRow[];
  readonly keyAt: (index: number) => number;
  readonly cell: (column: FieldDefinition, index: number, row: SubTableRow) => ReactNode;
  readonly tools: (index: number) => ReactNode;
}

function EditedTable({ fields, rows, keyAt, cell, tools }: EditedRowsProps) {
  return (
    <div style={SCROLL}>
      <table style={{ borderCollapse: "collapse", width: "100%" }}>
        <HeadRow fields={fields} />
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyAt(index)}>
              {fields.map((column, place) => (
                <td
                  key={column.id}
                  data-cell={`${index} ${place}`}
                  style={{ ...CELL, minWidth: columnWidth(column) }}
                >
                  {cell(column, index, row)}
                </td>
              ))}
              <td style={CELL}>{tools(index)}</td>
            </tr>
          ))}
        </tbody>
        <TotalRow fields={fields} rows={rows} />
      </table>
    </div>
  );
}

function EditedCards({ fields, rows, keyAt, cell, tools }: EditedRowsProps) {
  return (
    <div style={{ display: "grid", gap: 8, marginBottom: 8 }}>
      {rows.map((row, index) => (
        <RowCard
          key={keyAt(index)}
          number={index + 1}
          columns={fields}
          tools={tools(index)}
          cell={(column) => cell(column, index, row)}
        />
      ))}
      <CardTotals columns={fields} rows={rows} />
    </div>
  );
}

/** The cell that something happens in, by row and column. */
function placeOf(target: EventTarget): { readonly row: number; readonly column: number } | undefined {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-cell]") : null;
  const [row, column] = cell?.dataset["cell"]?.split(" ").map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

function columnWidth(field: FieldDefinition): number {
  return Math.min(findFieldType(field.type)?.width ?? 120, 160);
}

function HeadRow({ fields }: { readonly fields: readonly FieldDefinition[] }) {
  const { locale } = useFieldServices();
  return (
    <thead>
      <tr>
        {fields.map((field) => (
          <th key={field.id} scope="col" style={{ ...HEAD, textAlign: alignOf(field) }}>
            {localize(field.name, locale)}
            {field.required ? <span aria-hidden="true"> *</span> : null}
          </th>
        ))}
        <th aria-hidden="true" />
      </tr>
    </thead>
  );
}

function alignOf(field: FieldDefinition): "right" | "start" {
  return standsRight(field) ? "right" : "start";
}

interface TotalRowProps {
  readonly fields: readonly FieldDefinition[];
  readonly rows: readonly SubTableRow[];
}

function TotalRow({ fields, rows }: TotalRowProps) {
  const say = useFieldText();
  if (rows.length === 0 || !fields.some(isSummable)) return null;
  return (
    <tfoot>
      <tr style={{ fontWeight: 600 }}>
        {fields.map((field, index) => (
          <td key={field.id} style={{ ...CELL, textAlign: alignOf(field) }}>
            {isSummable(field) ? (
              <TextCell field={field} value={columnTotal(rows, field)} />
            ) : index === 0 ? (
              say(text.total)
            ) : null}
          </td>
        ))}
        <td />
      </tr>
    </tfoot>
  );
}

function SubTableValue({ field, value }: FieldDisplayProps) {
  const entity = useRowEntity(field);
  const phone = useIsPhone();
  const rows = rowsOf(value);
  if (!entity || rows.length === 0) return <TextCell field={field} value={value} />;
  const fields = columnsOf(entity);
  if (phone) return <ReadCards columns={fields} rows={rows} />;
  return (
    <div style={SCROLL}>
      <table style={{ borderCollapse: "collapse", width: "100%" }}>
        <HeadRow fields={fields} />
        <tbody>
          {rows.map((row, index) => (
            <tr key={typeof row["id"] === "string" ? row["id"] : index}>
              {fields.map((column) => (
                <td key={column.id} style={{ ...CELL, textAlign: alignOf(column) }}>
                  <FieldCell field={column} value={rowValue(row, column)} />
                </td>
              ))}
              <td />
            </tr>
          ))}
        </tbody>
        <TotalRow fields={fields} rows={rows} />
      </table>
    </div>
  );
}

/** Child rows edited in place. */
export const subTableView = defineFieldView({
  id: "sub-table",
  Editor: SubTableEditor,
  Cell: TextCell,
  Value: SubTableValue,
});
