import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Segmented, Select } from "antd";
import { useState } from "react";
import type { ChildField } from "../../model/import/child-fields.ts";
import { fileFields, importFields, numberFields } from "../../model/import/import-fields.ts";
import type { ColumnMapping } from "../../model/import/import-plan.ts";
import { wizardText } from "./text.ts";

interface MappingTableProps {
  readonly mapping: readonly ColumnMapping[];
  readonly entity: EntityDocument;
  /** Fields of child rows. */
  readonly childColumns: readonly ChildField[];
  /** The row of headers, and some rows below it. */
  readonly headers: readonly string[];
  readonly samples: readonly (readonly string[])[];
  readonly onChange: (column: number, field: string | null) => void;
}

type Shown = "all" | "matched" | "unmatched";

/** The columns of a file with the field that each fills; can be narrowed to those that still want a field. */
export function MappingTable({
  mapping,
  entity,
  childColumns,
  headers,
  samples,
  onChange,
}: MappingTableProps) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const [shown, setShown] = useState<Shown>("all");
  // A column that gets its field while only unmatched ones are shown stays until the choice changes.
  const [kept, setKept] = useState<ReadonlySet<number>>(new Set());
  const used = new Set(mapping.map(({ field }) => field));
  const options = [
    ...importFields(entity).map((field) => ({ value: field.id, label: localize(field.name) })),
    ...fileFields(entity).map(({ id, name }) => ({
      value: id,
      label: fillText(t.fileField, { name: localize(name) }),
    })),
    ...numberFields(entity).map(({ id, name }) => ({
      value: id,
      label: fillText(t.numberField, { name: localize(name) }),
    })),
    ...childColumns.map(({ id, named }) => ({ value: id, label: localize(named.name) })),
  ];
  const count = mapping.filter(({ field }) => field !== null).length;
  const show = (next: Shown): void => {
    setShown(next);
    setKept(new Set());
  };
  const change = (column: number, field: string | null): void => {
    setKept((before) => new Set([...before, column]));
    onChange(column, field);
  };
  const rows = mapping.filter(
    ({ column, field }) => shown === "all" || kept.has(column) || (shown === "matched") === (field !== null),
  );
  return (
    <>
      <div className="iw-mapping-head">
        <span role="status">{fillText(t.mapped, { count, total: mapping.length })}</span>
        <Segmented<Shown>
          aria-label={t.show}
          value={shown}
          onChange={show}
          options={[
            { value: "all", label: fillText(t.showAll, { count: mapping.length }) },
            { value: "matched", label: fillText(t.showMatched, { count }) },
            { value: "unmatched", label: fillText(t.showUnmatched, { count: mapping.length - count }) },
          ]}
        />
      </div>
      <div className="iw-scroll iw-mapping">
        <table className="iw-table">
          <thead>
            <tr>
              <th scope="col">{t.column}</th>
              <th scope="col">{t.sample}</th>
              <th scope="col">{t.field}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <MappingRow
                key={one.column}
                mapping={one}
                name={headers[one.column]?.trim() || `#${one.column + 1}`}
                cells={samples.map((cells) => cells[one.column] ?? "")}
                options={options.filter(({ value }) => value === one.field || !used.has(value))}
                onChange={(field) => change(one.column, field)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const SAMPLES = 3;

function MappingRow({
  mapping: { field },
  name,
  cells,
  options,
  onChange,
}: {
  readonly mapping: ColumnMapping;
  readonly name: string;
  readonly cells: readonly string[];
  readonly options: { value: string; label: string }[];
  readonly onChange: (field: string | null) => void;
}) {
  const t = useText(wizardText);
  const seen = [...new Set(cells.filter((cell) => cell.trim() !== ""))].slice(0, SAMPLES).join(" · ");
  return (
    <tr className={field === null ? "iw-left-out" : ""}>
      <th scope="row" title={name}>
        {name}
      </th>
      <td className="iw-samples" title={seen}>
        {seen}
      </td>
      <td>
        <Select
          allowClear
          aria-label={fillText(t.fieldFor, { column: name })}
          placeholder={t.leaveOut}
          value={field}
          options={options}
          showSearch={{ optionFilterProp: "label" }}
          style={{ width: "100%", minWidth: 130 }}
          onChange={(id: string | null | undefined) => onChange(id ?? null)}
        />
      </td>
    </tr>
  );
}
