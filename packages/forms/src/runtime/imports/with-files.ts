import { fileList, fieldType, type FileValue } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import { AppError } from "@mortise/kit";
import type { ImportComplaint } from "@mortise/store";
import type { WritableRow } from "./import-rows.ts";
import type { MadeRecords } from "./missing-records.ts";
import type { Pass } from "./pass.ts";
import { otherRows, placesOf } from "./row-complaints.ts";

/** Keeps the files that rows are about to be written with. A row whose file cannot be unpacked is complained about. */
export async function withFiles(pass: Pass, { rows, complaints }: MadeRecords): Promise<MadeRecords> {
  const { packed, target } = pass;
  const columns = target.columns.filter(({ field }) => fieldType(field.type).kind(field) === "files");
  if (!packed || columns.length === 0) return { rows, complaints };
  const said = [...complaints];
  const whole: WritableRow[] = [];
  for (const row of rows) {
    const values: Record<string, Value> = { ...row.values };
    const refused: ImportComplaint[] = [];
    for (const { column, field } of columns) {
      const files = fileList(values[field.id]);
      try {
        if (files.length > 0) values[field.id] = await keepAll(pass, files);
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        const label = field.name[pass.actor.locale] || field.name.zh;
        const value = files
          .map(({ name }) => name)
          .join("，")
          .slice(0, 500);
        refused.push({ row: row.row, cell: column, label, value, message: error.text });
      }
    }
    if (refused.length === 0) whole.push({ ...row, values });
    said.push(...refused, ...otherRows(placesOf(row), refused));
  }
  return { rows: whole, complaints: said };
}

async function keepAll({ packed, files, actor, id }: Pass, values: readonly FileValue[]): Promise<Value> {
  const kept: FileValue[] = [];
  for (const value of values) kept.push((await packed?.keep(files, { actor, id }, value)) ?? value);
  return kept;
}
