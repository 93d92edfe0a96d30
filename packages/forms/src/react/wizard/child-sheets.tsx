import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import type { ChildField } from "../../model/import/child-fields.ts";
import { childSheetOf } from "../../model/import/guess-child-sheets.ts";
import type { ChildSheet, ImportJob, ImportPlan } from "../../model/import/import-plan.ts";
import { wizardText } from "./text.ts";

interface ChildSheetsProps {
  readonly job: ImportJob;
  readonly plan: ImportPlan;
  /** Fields of child rows that a column can fill. */
  readonly childColumns: readonly ChildField[];
  readonly onChange: (plan: ImportPlan) => void;
}

/** Sub-tables whose rows stand on other sheets: which sheet, what its rows are found by, what its columns fill. */
export function ChildSheets({ job, plan, childColumns, onChange }: ChildSheetsProps) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const others = job.sheets.filter(({ index, isHidden }) => index !== plan.sheet && isHidden !== true);
  if (others.length === 0 || childColumns.length === 0) return null;
  const chosen = plan.childSheets ?? [];
  const set = (subTable: string, next: ChildSheet | undefined): void => {
    const rest = chosen.filter((one) => one.subTable !== subTable);
    const { childSheets: _before, ...without } = plan;
    const childSheets = next ? [...rest, next] : rest;
    onChange(childSheets.length > 0 ? { ...without, childSheets } : without);
  };
  const headers = job.sheets[plan.sheet]?.rows[plan.headerRow] ?? [];
  return [...Map.groupBy(childColumns, ({ subTable }) => subTable)].map(([subTable, fields]) => {
    const current = chosen.find((one) => one.subTable === subTable.id);
    const name = localize(subTable.name);
    const choose = (index: number | null): void => {
      const sheet = others.find((one) => one.index === index);
      set(subTable.id, sheet && firstGuess(sheet, fields, { headers, mapping: plan.mapping }));
    };
    return (
      <section key={subTable.id} className="iw-child-sheet" aria-label={fillText(t.childSheet, { name })}>
        <label>
          <span>{fillText(t.childSheet, { name })}</span>
          <Select
            aria-label={fillText(t.childSheet, { name })}
            value={current?.sheet ?? null}
            options={[
              { value: null, label: t.childSheetNone },
              ...others.map((sheet) => ({ value: sheet.index, label: sheet.name })),
            ]}
            onChange={choose}
          />
        </label>
        {current ? (
          <ChildSheetColumns
            name={name}
            sheet={current}
            titles={titlesOf(job.sheets[current.sheet]?.rows[current.headerRow])}
            headers={titlesOf(headers)}
            fields={fields}
            onChange={(next) => set(subTable.id, next)}
          />
        ) : null}
      </section>
    );
  });
}

/** A sheet as names make it out to be, else with nothing chosen yet. */
function firstGuess(
  sheet: ImportJob["sheets"][number],
  fields: readonly ChildField[],
  clues: Parameters<typeof childSheetOf>[2],
): ChildSheet | undefined {
  const [first] = fields;
  const guess = childSheetOf(sheet, fields, clues)?.sheet;
  if (guess || !first) return guess;
  const { index, headerRow, rows } = sheet;
  const mapping = (rows[headerRow] ?? []).map((_title, column) => ({ column, field: null }));
  return { subTable: first.subTable.id, sheet: index, headerRow, key: 0, of: 0, mapping };
}

function titlesOf(row: readonly string[] = []): { value: number; label: string }[] {
  return row.map((title, value) => ({ value, label: title.trim() || `#${value + 1}` }));
}

interface ColumnsProps {
  readonly name: string;
  readonly sheet: ChildSheet;
  readonly titles: { value: number; label: string }[];
  readonly headers: { value: number; label: string }[];
  readonly fields: readonly ChildField[];
  readonly onChange: (sheet: ChildSheet) => void;
}

function ChildSheetColumns({ name, sheet, titles, headers, fields, onChange }: ColumnsProps) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const used = new Set(sheet.mapping.map(({ field }) => field));
  const set = (column: number, field: string | null): void =>
    onChange({
      ...sheet,
      mapping: sheet.mapping.map((one) => (one.column === column ? { column, field } : one)),
    });
  return (
    <>
      <label>
        <span>{t.childKey}</span>
        <Select
          aria-label={fillText(t.childKeyOf, { name })}
          value={sheet.key}
          options={titles}
          onChange={(key) => onChange({ ...sheet, key })}
        />
      </label>
      <label>
        <span>{t.childOf}</span>
        <Select
          aria-label={fillText(t.childOfOf, { name })}
          value={sheet.of}
          options={headers}
          onChange={(of) => onChange({ ...sheet, of })}
        />
      </label>
      <ul className="iw-child-columns">
        {titles
          .filter(({ value }) => value !== sheet.key)
          .map(({ value: column, label }) => {
            const field = sheet.mapping.find((one) => one.column === column)?.field ?? null;
            return (
              <li key={column}>
                <span>{label}</span>
                <Select
                  allowClear
                  aria-label={fillText(t.fieldFor, { column: `${name} · ${label}` })}
                  placeholder={t.leaveOut}
                  value={field}
                  options={fields
                    .filter(({ id }) => id === field || !used.has(id))
                    .map((child) => ({ value: child.id, label: localize(child.field.name) }))}
                  onChange={(id: string | null | undefined) => set(column, id ?? null)}
                />
              </li>
            );
          })}
      </ul>
    </>
  );
}
