import { open } from "node:fs/promises";
import { basename } from "node:path";
import { sheetDamaged, sheetEncrypted, sheetTooLarge } from "../errors.ts";
import { clearError, guarded } from "../read/guarded.ts";
import { defaultLimits } from "../read/workbook.ts";
import { entryBytes, openZip, type ZipEntry } from "./read-zip.ts";

/** A file that people have packed: its place in the archive is a label, never a place on this machine. */
export interface ArchivedFile {
  /** Folders and name with forward slashes, as they are packed. */
  readonly path: string;
  readonly name: string;
  /** Unpacked size as the archive states it; reading ends when there is more. */
  readonly size: number;
}

/** Files that come together with a workbook. Always `close()` it. */
export interface FileArchive {
  readonly files: readonly ArchivedFile[];
  /** The unpacked bytes of one of `files`, in pieces; errors as in `openFileArchive`. */
  read(file: ArchivedFile): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** Ceilings of an archive. */
export interface ArchiveLimits {
  readonly files: number;
  /** Unpacked size of all files together. */
  readonly bytes: number;
}

const LIMITS: ArchiveLimits = { files: 50_000, bytes: 4_000_000_000 };
/** What systems pack besides what people chose. */
const BESIDE = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/**
 * Opens a .zip of files. Throws `SHEET_DAMAGED` when it is none or its parts lie over each other, `SHEET_TOO_LARGE` above a
 * limit and `SHEET_ENCRYPTED` when it needs a password. Links are left out.
 */
export async function openFileArchive(
  path: string,
  options: { readonly fileName?: string; readonly limits?: Partial<ArchiveLimits> } = {},
): Promise<FileArchive> {
  const limits = { ...LIMITS, ...options.limits };
  const name = options.fileName ?? basename(path);
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const zip = await openZip(handle, { path, name, size, limits: defaultLimits });
    const entries = [...zip.entries.values()].filter((entry) => !entry.isLink && !BESIDE.test(entry.name));
    check(entries, { name, size, limits });
    const files = new Map<ArchivedFile, ZipEntry>(entries.map((entry) => [archived(entry), entry]));
    return {
      files: [...files.keys()],
      read(file) {
        const entry = files.get(file);
        if (!entry) throw sheetDamaged({ file: name });
        return guarded(whole(entryBytes(zip, entry, entry.size), entry.size, name), name);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw clearError(error, name);
  }
}

function archived({ name, size }: ZipEntry): ArchivedFile {
  const path = name.replaceAll("\\", "/").replace(/^(\.{0,2}\/)+/, "");
  return { path, name: path.slice(path.lastIndexOf("/") + 1), size };
}

function check(
  entries: readonly ZipEntry[],
  { name, size, limits }: { readonly name: string; readonly size: number; readonly limits: ArchiveLimits },
): void {
  const total = (sizeOf: (entry: ZipEntry) => number) =>
    entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (entries.length > limits.files || total((entry) => entry.size) > limits.bytes)
    throw sheetTooLarge({ file: name });
  // More packed bytes than the archive has: files made of the same bytes, as bombs are.
  if (total((entry) => entry.packedSize) > size) throw sheetDamaged({ file: name });
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw sheetEncrypted({ file: name });
}

async function* whole(pieces: AsyncGenerator<Buffer>, size: number, name: string): AsyncGenerator<Buffer> {
  let seen = 0;
  for await (const piece of pieces) {
    seen += piece.length;
    yield piece;
  }
  if (seen !== size) throw sheetDamaged({ file: name });
}
