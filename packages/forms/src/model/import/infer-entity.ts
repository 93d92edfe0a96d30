import { findFieldType } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { cellsOf, type FileColumns } from "./guess-mapping.ts";
import type { ColumnMapping } from "./import-plan.ts";
import { inferField, type InferredColumn, looksUnique } from "./infer-field.ts";
import { keyFromName } from "./key-from-name.ts";

/** Headers of columns that name a row, the plainest first. */
const TITLES = [
  /(名称|姓名|名字|标题|\bname\b|title|subject)/i,
  /(公司|企业|客户|联系人|company|account)(?!.*(编号|代码|编码|\bid\b))/i,
];

/** What an entity is proposed from. */
export interface InferenceSource extends FileColumns {
  /** Name of the file, or of its sheet: becomes the name of the entity. */
  readonly name: string;
  /** True when `samples` are all rows, so that uniqueness can be told. */
  readonly isComplete: boolean;
  /** Entity ids that exist already. */
  readonly taken: ReadonlySet<string>;
}

/** An entity for a file's rows: one field per column that has a header or values, with the type its cells ask for. */
export function inferEntity(source: InferenceSource): {
  readonly entity: EntityDocument;
  readonly mapping: readonly ColumnMapping[];
} {
  const fields: FieldDefinition[] = [];
  const ids = new Set<string>();
  const names = new Set<string>();
  const mapping = source.headers.map((header, index): ColumnMapping => {
    const cells = cellsOf(source, index);
    if (header.trim() === "" && cells.length === 0) return { column: index, field: null };
    const name = freeName(header.replace(/\s+/g, " ").trim().slice(0, 60) || `列 ${index + 1}`, names);
    const column: InferredColumn = { id: keyFromName(name, ids), name, cells };
    ids.add(column.id);
    fields.push(finished(column, source));
    return { column: index, field: column.id };
  });
  const name = entityName(source.name);
  return {
    entity: {
      kind: "entity",
      id: keyFromName(name, source.taken, "list"),
      version: 1,
      name: sameText(name),
      icon: "table",
      color: "#2563eb",
      titleField: titleField(fields, source),
      fields,
      owned: false,
    },
    mapping,
  };
}

function finished(column: InferredColumn, { isComplete, samples }: InferenceSource): FieldDefinition {
  const field = inferField(column);
  const isUnique =
    isComplete && findFieldType(field.type)?.canBeUnique === true && looksUnique(column, samples.length);
  return isUnique ? { ...field, unique: true } : field;
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name} ${number}`;
  taken.add(free.toLowerCase());
  return free;
}

function entityName(fileName: string): string {
  const name = fileName
    .replace(/(\.[a-z0-9-]{2,8})+$/i, "")
    .replace(/[_\s]+/g, " ")
    .trim();
  return name.slice(0, 60) || "导入";
}

/** The column that names a row: called a name, filled and searchable as text; else the first that can be searched. */
function titleField(fields: readonly FieldDefinition[], source: InferenceSource): string {
  const texts = fields.filter((field) => findFieldType(field.type)?.searchable === true);
  const filled = texts.filter((field) => isFilled(field, fields, source));
  const [named] = TITLES.flatMap((title) => filled.find((field) => title.test(field.name.zh)) ?? []);
  return (named ?? texts[0] ?? fields[0])?.id ?? "name";
}

function isFilled(
  field: FieldDefinition,
  fields: readonly FieldDefinition[],
  source: InferenceSource,
): boolean {
  const column = fields.indexOf(field);
  return cellsOf(source, column).length > source.samples.length / 2;
}
