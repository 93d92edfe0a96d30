import { defaultSettings, fieldType, fieldTypes, readCells, typeFromName } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { inferField } from "../import/infer-field.ts";
import { keyFromName } from "../import/key-from-name.ts";
import { nameMatches } from "./search-types.ts";

/** How pasted cells are read: one field per line with its name first, or one per column with the names in the first line. */
export type LinesReading = "lines" | "columns";

/** Most fields made by one paste; a sheet pasted whole by mistake is cut off here. */
const MOST = 300;
/** Sample rows that types are guessed from. */
const SAMPLES = 200;

/** The cells of text copied from a spreadsheet, without the spaces around them; empty lines are left out. */
export function pastedCells(text: string): readonly (readonly string[])[] {
  return readCells(text)
    .map((row) => row.map((value) => value.trim()))
    .filter((row) => row.some((value) => value !== ""));
}

/** What the cells most likely are: a list of names down, or a header line with rows below it. */
export function readingOf(rows: readonly (readonly string[])[]): LinesReading {
  const [first = []] = rows;
  const width = first.filter((value) => value !== "").length;
  if (width <= 1) return "lines";
  if (rows.length === 1) return "columns";
  // Names down with what kind of field each is.
  const typed = rows.filter((row) => row.length === 2 && namedType(row[1] ?? "") !== undefined);
  return typed.length > rows.length / 2 ? "lines" : "columns";
}

/** New fields for pasted cells: types by name where one is named, else guessed from names and samples. Ids and names are free. */
export function fieldsFromCells(
  rows: readonly (readonly string[])[],
  reading: LinesReading,
  entity: EntityDocument,
): readonly FieldDefinition[] {
  const ids = new Set(entity.fields.map(({ id }) => id));
  const names = new Set(entity.fields.map(({ name }) => name.zh.toLowerCase()));
  return columnsOf(rows, reading)
    .slice(0, MOST)
    .map(({ name: wanted, type, cells }) => {
      const name = freeName(wanted, names);
      const id = keyFromName(name, ids);
      ids.add(id);
      if (type === undefined && cells.length > 0) return inferField({ id, name, cells });
      return typedField({ id, name }, type ?? typeFromName(name));
    });
}

/** A field of another type under the same id and name, with that type's own settings. */
export function typedField(
  { id, name }: { readonly id: string; readonly name: string },
  type: string,
): FieldDefinition {
  const settings = defaultSettings(fieldType(type).settings);
  return { id, type, name: sameText(name), ...(Object.keys(settings).length > 0 ? { settings } : {}) };
}

interface PastedColumn {
  readonly name: string;
  readonly type: string | undefined;
  readonly cells: readonly string[];
}

function columnsOf(rows: readonly (readonly string[])[], reading: LinesReading): readonly PastedColumn[] {
  if (reading === "lines")
    return rows.flatMap(([name = "", ...rest]) => {
      const type = namedType(rest[0] ?? "");
      const cells = (type === undefined ? rest : rest.slice(1)).filter((value) => value !== "");
      return name === "" ? [] : [{ name, type, cells }];
    });
  const [header = [], ...samples] = rows;
  return header.flatMap((name, column) => {
    const cells = samples.slice(0, SAMPLES).flatMap((row) => row[column] || []);
    return name === "" ? [] : [{ name, type: undefined, cells }];
  });
}

/** The type that is called like this in either language. */
function namedType(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (word === "") return undefined;
  const named = fieldTypes.find(({ name, id }) => [name.zh, name.en.toLowerCase(), id].includes(word));
  return (
    named ??
    fieldTypes.find(({ name }) => word.length > 1 && name.zh.startsWith(word) && nameMatches(name, word))
  )?.id;
}

function freeName(wanted: string, taken: Set<string>): string {
  const base =
    wanted
      .replace(/\s+/g, " ")
      .replace(/[*＊:：]+$/, "")
      .trim()
      .slice(0, 60) || wanted.slice(0, 60);
  let name = base;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${base} ${number}`;
  taken.add(name.toLowerCase());
  return name;
}
