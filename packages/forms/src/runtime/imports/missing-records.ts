import { fieldCatalog, fieldType } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import { isId, type LocalizedText, newId } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import type { ImportComplaint } from "@mortise/store";
import type { WritableRow } from "./import-rows.ts";
import type { ImportTarget, MappedColumn } from "./import-target.ts";
import { type DirectoryReader, type NameDirectory, nameKey } from "./name-directory.ts";
import { writeRows, type RowWriter } from "./write-rows.ts";

/** A record that a file names and nobody has made yet. */
interface Missing {
  readonly entity: string;
  readonly name: string;
}

/** What came of making records for rows. */
export interface MadeRecords {
  /** The rows, with the ids of what was made. */
  readonly rows: readonly WritableRow[];
  readonly complaints: readonly ImportComplaint[];
}

const SEPARATOR = /\s*[,，、;；|\n]\s*/;

/**
 * Records that cells name and that do not exist. While rows are read, each gets an id that stands for it; only what
 * rows need that are written is made, in the import's name, so that undoing the import takes it back.
 */
export class MissingRecords {
  readonly #directory: NameDirectory;
  readonly #titles: ReadonlyMap<string, string>;
  readonly #standIns = new Map<string, Missing>();
  readonly #byName = new Map<string, string>();
  readonly #real = new Map<string, string>();
  readonly #refused = new Map<string, LocalizedText>();
  readonly #counted = new Map<string, Set<string>>();

  constructor(reader: DirectoryReader, directory: NameDirectory, { entity: own, columns }: ImportTarget) {
    this.#directory = directory;
    this.#titles = new Map(
      columns.flatMap((column) => {
        const entity = targetOf(column);
        // Records of the entity itself may stand in the file further down.
        const title = entity === undefined || entity === own.id ? undefined : makableTitle(reader, entity);
        return entity !== undefined && title !== undefined ? [[entity, title] as const] : [];
      }),
    );
  }

  /** Lets the names in some cells of a column stand for records to be made, as far as no record has them. */
  note(column: MappedColumn, texts: readonly string[]): void {
    const entity = targetOf(column);
    if (entity === undefined || !this.#titles.has(entity)) return;
    const isList = fieldType(column.field.type).kind(column.field) === "references";
    for (const text of texts)
      if (this.#isUnknown(entity, text))
        for (const name of isList ? text.split(SEPARATOR) : [text])
          if (this.#isUnknown(entity, name)) this.#standFor(entity, name.trim());
  }

  /** How many records rows need that are not there, by entity; each is counted once. */
  count(columns: readonly MappedColumn[], rows: readonly WritableRow[]): ReadonlyMap<string, number> {
    for (const id of this.#neededBy(columns, rows)) {
      const { entity = "" } = this.#standIns.get(id) ?? {};
      const ids = this.#counted.get(entity) ?? new Set();
      this.#counted.set(entity, ids.add(id));
    }
    return this.counts;
  }

  /** What has been counted, or made, so far. */
  get counts(): ReadonlyMap<string, number> {
    return new Map([...this.#counted].map(([entity, ids]) => [entity, ids.size]));
  }

  /** Makes what rows need. Rows whose records are refused are complained about. */
  async make(writer: RowWriter, rows: readonly WritableRow[]): Promise<MadeRecords> {
    const needed = this.#neededBy(writer.columns, rows).filter(
      (id) => !this.#real.has(id) && !this.#refused.has(id),
    );
    if (needed.length > 0) {
      await writer.turn;
      for (const [entity, ids] of Map.groupBy(needed, (id) => this.#standIns.get(id)?.entity ?? ""))
        await this.#makeAll({ ...writer, entity, columns: [], children: [] }, ids);
    }
    const complaints: ImportComplaint[] = [];
    const whole = rows.flatMap((row) => {
      const [id, column] = this.#refusedIn(writer.columns, row) ?? [];
      if (id === undefined || column === undefined) return [this.#withReal(writer.columns, row)];
      const { name = "" } = this.#standIns.get(id) ?? {};
      const message = this.#refused.get(id) ?? notMade;
      complaints.push({
        row: row.row,
        cell: column.column,
        label: writer.nameOf(column.field.id),
        value: name,
        message: {
          zh: `无法新建“${name}”：${message.zh}`,
          en: `“${name}” could not be added: ${message.en}`,
        },
      });
      return [];
    });
    return { rows: whole, complaints };
  }

  #isUnknown(entity: string, text: string): boolean {
    const name = text.trim();
    const isFree = name !== "" && !name.endsWith("]") && !isId(name);
    return isFree && !this.#directory.find(entity, name) && !this.#directory.isAmbiguous(entity, name);
  }

  #standFor(entity: string, name: string): void {
    const key = `${entity} ${nameKey(name)}`;
    const before = this.#byName.get(key);
    const id = before ?? newId();
    this.#byName.set(key, id);
    this.#standIns.set(id, { entity, name });
    this.#directory.learn(entity, name, this.#real.get(id) ?? id);
  }

  async #makeAll(writer: RowWriter, ids: readonly string[]): Promise<void> {
    const title = this.#titles.get(writer.entity) ?? "";
    // The place in the list takes the place of the row: it is what refusals name.
    const rows = ids.map((id, row) => ({
      row,
      id: null,
      values: { [title]: this.#standIns.get(id)?.name ?? "" },
      key: undefined,
    }));
    const { written, complaints } = await writeRows({ ...writer, isBeside: true }, rows, "create");
    const made = this.#counted.get(writer.entity) ?? new Set();
    this.#counted.set(writer.entity, made);
    for (const { row, id } of written) {
      const standIn = ids[row.row] ?? "";
      this.#real.set(standIn, id);
      made.add(standIn);
    }
    for (const { row, message, label } of complaints)
      this.#refused.set(
        ids[row] ?? "",
        label === null ? message : { zh: `${label} ${message.zh}`, en: `${label}: ${message.en}` },
      );
  }

  #neededBy(columns: readonly MappedColumn[], rows: readonly WritableRow[]): readonly string[] {
    if (this.#standIns.size === 0) return [];
    const needed = new Set<string>();
    for (const column of columns.filter((one) => targetOf(one) !== undefined))
      for (const { values } of rows)
        for (const id of idsIn(values[column.field.id])) if (this.#standIns.has(id)) needed.add(id);
    return [...needed];
  }

  #refusedIn(
    columns: readonly MappedColumn[],
    { values }: WritableRow,
  ): readonly [id: string, column: MappedColumn] | undefined {
    if (this.#refused.size === 0) return undefined;
    for (const column of columns)
      for (const id of idsIn(values[column.field.id])) if (this.#refused.has(id)) return [id, column];
    return undefined;
  }

  #withReal(columns: readonly MappedColumn[], row: WritableRow): WritableRow {
    if (this.#real.size === 0) return row;
    const real = (id: string) => this.#real.get(id) ?? id;
    const changed = columns.flatMap(({ field }): [string, Value][] => {
      const value = row.values[field.id];
      const ids = idsIn(value);
      if (!ids.some((id) => this.#real.has(id))) return [];
      return [[field.id, Array.isArray(value) ? ids.map(real) : real(ids[0] ?? "")]];
    });
    return changed.length === 0 ? row : { ...row, values: { ...row.values, ...Object.fromEntries(changed) } };
  }
}

function targetOf({ field }: MappedColumn): string | undefined {
  const type = fieldType(field.type);
  const kind = type.kind(field);
  return kind === "reference" || kind === "references" ? type.targetEntity?.(field) : undefined;
}

/** The field that names records of an entity, when a name is all that the actor needs to add one. */
function makableTitle({ store, actor, app }: DirectoryReader, id: string): string | undefined {
  const entity = store.releases.current(app).catalog.find("entity", id);
  const permission = store.records.permission(actor, app, id);
  const title = entity?.fields.find((field) => field.id === entity.titleField);
  if (!entity || !title || entity.parent || !permission.create) return undefined;
  const isText = fieldCatalog.kindOf(title) === "text" && fieldType(title.type).computed === undefined;
  const mayWrite = permission.fields.get(title.id) === "write";
  return isText && mayWrite && needsNothingElse(entity) ? title.id : undefined;
}

function needsNothingElse({ fields, titleField }: EntityDocument): boolean {
  return fields.every(
    ({ id, required, readOnly, default: value }) =>
      id === titleField || required !== true || readOnly === true || value !== undefined,
  );
}

function idsIn(value: Value | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}

const notMade: LocalizedText = { zh: "被拒绝", en: "it was refused" };
