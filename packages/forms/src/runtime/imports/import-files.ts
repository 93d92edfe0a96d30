import type { FileValue, FindFile } from "@mortise/fields";
import { AppError } from "@mortise/kit";
import { type ArchivedFile, type FileArchive, openFileArchive } from "@mortise/spreadsheet";
import type { Actor, Files, StoredFile } from "@mortise/store";
import { importFilesEncrypted, importFilesTooLarge, importFilesUnreadable } from "../../errors.ts";
import { fileKind } from "./file-kind.ts";

/** What is kept of an archive beside a list, besides the archive. */
export interface FilesSummary {
  readonly name: string;
  readonly count: number;
  /** Unpacked, in bytes. */
  readonly size: number;
}

/** Stands for a file of the archive in values until rows are written: its place among `FileArchive.files`. */
const STAND_IN = /^packed-(\d+)$/;

/** The files that came beside a list, found by the names in its cells: with folders, without, and without extension. */
export class ImportFiles {
  readonly #archive: FileArchive;
  readonly #byName = new Map<string, number | "several">();
  readonly #byStem = new Map<string, number | "several">();

  /** Opens an archive under the name people know it by; errors say in the words of imports what is wrong with it. */
  static async open(path: string, fileName: string): Promise<ImportFiles> {
    try {
      return new ImportFiles(await openFileArchive(path, { fileName }));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const params = { file: fileName };
      if (error.code === "SHEET_TOO_LARGE") throw importFilesTooLarge(params, { cause: error });
      if (error.code === "SHEET_ENCRYPTED") throw importFilesEncrypted(params, { cause: error });
      throw importFilesUnreadable(params, { cause: error });
    }
  }

  private constructor(archive: FileArchive) {
    this.#archive = archive;
    for (const [index, { path }] of archive.files.entries()) {
      const parts = nameKey(path).split("/");
      for (let from = Math.max(0, parts.length - DEEPEST); from < parts.length; from += 1)
        note(this.#byName, parts.slice(from).join("/"), index);
      const stem = (parts.at(-1) ?? "").replace(/\.[^.]+$/, "");
      if (stem !== "") note(this.#byStem, stem, index);
    }
  }

  /** How many there are and how large. */
  summary(name: string): FilesSummary {
    const { files } = this.#archive;
    return { name, count: files.length, size: files.reduce((sum, file) => sum + file.size, 0) };
  }

  /** See `FieldContext.file`. */
  readonly find: FindFile = (name) => {
    const key = nameKey(name);
    const found = this.#byName.get(key) ?? this.#byStem.get(key);
    const file = typeof found === "number" ? this.#archive.files[found] : undefined;
    return file ? standIn(file, Number(found)) : found === "several" ? "several" : undefined;
  };

  /** Unpacks a file that a value stands for and keeps it; a value that stands for none is kept as it is. */
  async keep(
    files: Files,
    place: { readonly actor: Actor; readonly id: string },
    value: FileValue,
  ): Promise<StoredFile> {
    const match = STAND_IN.exec(value.id);
    const file = match ? this.#archive.files[Number(match[1])] : undefined;
    if (!file) return value;
    const { name, size, type } = value;
    try {
      return await files.addImported(place.actor, place.id, {
        name,
        size,
        type,
        content: this.#archive.read(file),
      });
    } catch (error) {
      throw error instanceof AppError ? importFilesUnreadable({ file: file.path }, { cause: error }) : error;
    }
  }

  /** Closes the archive. */
  async close(): Promise<void> {
    await this.#archive.close();
  }
}

/** Folders above a file by which it is told from others. */
const DEEPEST = 12;
/** Longer names are cut, as stored names may not be longer; what tells the kind stays. */
const LONGEST = 200;

function standIn({ name, size }: ArchivedFile, index: number): FileValue {
  const extension = /\.[^.]{1,10}$/.exec(name)?.[0] ?? "";
  const short = name.length > LONGEST ? name.slice(0, LONGEST - extension.length) + extension : name;
  return { id: `packed-${index}`, name: short, size, type: fileKind(name) };
}

function note(names: Map<string, number | "several">, key: string, index: number): void {
  names.set(key, names.has(key) ? "several" : index);
}

/** A name as it is compared: systems write the same accents, slashes and capitals differently. */
function nameKey(name: string): string {
  return name
    .normalize("NFC")
    .trim()
    .replaceAll("\\", "/")
    .replace(/^(\.{0,2}\/)+/, "")
    .toLowerCase();
}
