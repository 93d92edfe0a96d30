import { localize, fillText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import type { CSSProperties, ReactNode } from "react";
import { TextCell } from "../react/display.tsx";
import { FieldCell } from "../react/field-components.tsx";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { columnTotal, isSummable, rowValue, type SubTableRow } from "./rows.ts";
import { text } from "./text.ts";

const CARD: CSSProperties = {
  border: "1px solid rgba(0, 0, 0, .12)",
  borderRadius: 8,
  padding: "8px 12px 12px",
  display: "grid",
  gap: 8,
};
const LABEL: CSSProperties = { fontSize: 13, opacity: 0.7 };
const LINE: CSSProperties = { display: "flex", justifyContent: "space-between", gap: 12 };

interface RowCardProps {
  readonly number: number;
  readonly columns: readonly FieldDefinition[];
  /** Stands at the right of the number: what can be done with the row. */
  readonly tools: ReactNode;
  readonly cell: (column: FieldDefinition, place: number) => ReactNode;
}

/** A row on the phone, where columns have no room side by side: its fields one below the other. */
export function RowCard({ number, columns, tools, cell }: RowCardProps) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  return (
    <section style={CARD} aria-label={fillText(say(text.row), { row: number })}>
      <div style={{ ...LINE, alignItems: "center", minHeight: 24 }}>
        <b>{fillText(say(text.row), { row: number })}</b>
        <span>{tools}</span>
      </div>
      {columns.map((column, place) => (
        <div key={column.id} data-cell={`${number - 1} ${place}`}>
          <div style={LABEL}>
            {localize(column.name, locale)}
            {column.required ? <span aria-hidden="true"> *</span> : null}
          </div>
          {cell(column, place)}
        </div>
      ))}
    </section>
  );
}

interface TotalsProps {
  readonly columns: readonly FieldDefinition[];
  readonly rows: readonly SubTableRow[];
}

/** The sums of the columns below the cards. */
export function CardTotals({ columns, rows }: TotalsProps) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  const summed = columns.filter(isSummable);
  if (rows.length === 0 || summed.length === 0) return null;
  return (
    <div style={{ ...CARD, background: "rgba(0, 0, 0, .03)" }}>
      {summed.map((column) => (
        <div key={column.id} style={LINE}>
          <span>{`${say(text.total)} · ${localize(column.name, locale)}`}</span>
          <b>
            <TextCell field={column} value={columnTotal(rows, column)} />
          </b>
        </div>
      ))}
    </div>
  );
}

/** Rows that are only read, as cards: each field with its value beside it, those without one left out. */
export function ReadCards({ columns, rows }: TotalsProps) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  return (
    <div style={{ display: "grid", gap: 8 }}>
      {rows.map((row, index) => (
        <section
          key={typeof row["id"] === "string" ? row["id"] : index}
          style={{ ...CARD, gap: 4 }}
          aria-label={fillText(say(text.row), { row: index + 1 })}
        >
          {columns
            .filter((column) => rowValue(row, column) !== null)
            .map((column) => (
              <div key={column.id} style={LINE}>
                <span style={{ ...LABEL, flex: "none" }}>{localize(column.name, locale)}</span>
                <span style={{ minWidth: 0, textAlign: "end", overflowWrap: "anywhere" }}>
                  <FieldCell field={column} value={rowValue(row, column)} />
                </span>
              </div>
            ))}
        </section>
      ))}
      <CardTotals columns={columns} rows={rows} />
    </div>
  );
}
