import { WarningOutlined } from "@ant-design/icons";
import { localize } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useIsPhone } from "@mortise/ui";
import { Tooltip } from "antd";
import { useMemo } from "react";
import { FieldCell, FieldEditor } from "../react/field-components.tsx";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { limitedField } from "../record-logic/limited-field.ts";
import type { RuleMessage } from "../record-logic/record-state.ts";
import { findFieldType } from "../registry.ts";
import type { RowView } from "./row-view.ts";
import { rowValue, type SubTableRow } from "./rows.ts";
import { text } from "./text.ts";

interface RowEditorProps {
  readonly field: FieldDefinition;
  readonly row: SubTableRow;
  /** What rules make of the row; absent where there are none. */
  readonly view: RowView | undefined;
  readonly disabled: boolean;
  /** Whether the row repeats another one in this column. */
  readonly isRepeated: boolean;
  readonly onChange: (row: SubTableRow) => void;
}

/** One cell of a row: its editor, or its value where people or rules may not change it. */
export function RowEditor({ field, row, view, disabled, isRepeated, onChange }: RowEditorProps) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  // Fingers need more room than a mouse, and cards have it.
  const phone = useIsPhone();
  const value = rowValue(row, field);
  const [offered, narrowed] = [view?.offered.get(field.id), view?.narrowed.get(field.id)];
  const shown = useMemo(() => limitedField(field, { offered, narrowed }), [field, offered, narrowed]);
  if (view?.hidden.has(field.id)) return <span style={{ opacity: 0.35 }}>—</span>;
  const isFixed =
    disabled ||
    field.readOnly === true ||
    findFieldType(field.type)?.computed !== undefined ||
    view?.locked.has(field.id) === true;
  if (isFixed) return <FieldCell field={field} value={value} />;
  const isRequired = view?.required.has(field.id) === true;
  const complaint = view?.messages.find(
    (message) => message.level === "refuse" && message.field === field.id,
  );
  const name = localize(field.name, locale);
  return (
    <div
      role="group"
      aria-label={isRequired ? `${name} (${say(text.required)})` : name}
      data-required={isRequired ? "" : undefined}
      style={isRequired ? { borderInlineStart: "2px solid #d4380d", paddingInlineStart: 3 } : {}}
      title={isRequired ? say(text.required) : undefined}
    >
      <FieldEditor
        field={shown}
        value={value}
        size={phone ? "middle" : "small"}
        error={isRepeated || isUnfit(field, value) || complaint !== undefined}
        onChange={(next) => onChange({ ...row, [field.id]: next })}
      />
      {complaint ? (
        <div role="alert" style={{ color: "#a3232b", fontSize: 12 }}>
          {localize(complaint.message, locale)}
        </div>
      ) : null}
    </div>
  );
}

function isUnfit(field: FieldDefinition, value: unknown): boolean {
  return findFieldType(field.type)?.parse(value, field).ok === false;
}

/** What rules have to say about a row as a whole, or about a cell that does not say it itself. */
export function RowNotes({
  messages,
  columns,
}: {
  readonly messages: readonly RuleMessage[];
  readonly columns: readonly FieldDefinition[];
}) {
  const { locale } = useFieldServices();
  const isAtCell = ({ level, field }: RuleMessage): boolean =>
    level === "refuse" && columns.some(({ id }) => id === field);
  const told = messages.filter((message) => !isAtCell(message));
  if (told.length === 0) return null;
  const words = told.map(({ message }) => localize(message, locale)).join("\n");
  const isRefused = told.some(({ level }) => level === "refuse");
  return (
    <Tooltip title={words} trigger={["hover", "focus", "click"]}>
      <span role={isRefused ? "alert" : "status"} aria-label={words} tabIndex={0}>
        <WarningOutlined style={{ color: isRefused ? "#a3232b" : "#ad6800" }} aria-hidden="true" />
      </span>
    </Tooltip>
  );
}
