import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { sheetDamaged, sheetEncrypted, sheetTooLarge, sheetUnreadable } from "../errors.ts";
import type { SourceFile } from "../read/workbook.ts";
import { fileBytes } from "./file-bytes.ts";

/** One file inside an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
  readonly isEncrypted: boolean;
  /** A symbolic link: its content is a path. */
  readonly isLink: boolean;
}

/** An archive whose entries can be read in any order. Keys are lower-case with forward slashes. */
export interface ZipArchive {
  readonly handle: FileHandle;
  readonly source: SourceFile;
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

const END_SIGNATURE = 0x06054b50;
const END64_SIGNATURE = 0x06064b50;
const LOCATOR64_SIGNATURE = 0x07064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const MAX_DIRECTORY = 32_000_000;
/** A part may unpack to this much whatever it was packed to; above it the ratio counts. */
const FREE_BYTES = 128_000_000;
const MAX_RATIO = 200;

interface Directory {
  readonly offset: number;
  readonly size: number;
  /** Bytes in front of the archive; all stored offsets are short by this. */
  readonly shift: number;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function directory64(handle: FileHandle, endAt: number): Promise<Directory | undefined> {
  if (endAt < 20) return undefined;
  const locator = await readAt(handle, endAt - 20, 20);
  if (locator.readUInt32LE(0) !== LOCATOR64_SIGNATURE) return undefined;
  const record = await readAt(handle, Number(locator.readBigUInt64LE(8)), 56);
  if (record.length < 56 || record.readUInt32LE(0) !== END64_SIGNATURE) return undefined;
  return { size: Number(record.readBigUInt64LE(40)), offset: Number(record.readBigUInt64LE(48)), shift: 0 };
}

async function findDirectory(handle: FileHandle, source: SourceFile): Promise<Directory> {
  const start = Math.max(0, source.size - 65_557);
  const tail = await readAt(handle, start, source.size - start);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END_SIGNATURE) at -= 1;
  if (at < 0) throw sheetDamaged({ file: source.name });
  const size = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (offset === 0xffffffff || size === 0xffffffff || tail.readUInt16LE(at + 10) === 0xffff) {
    const wide = await directory64(handle, start + at);
    if (wide !== undefined) return wide;
  }
  return { offset, size, shift: start + at - size - offset };
}

/** Sizes and offset above 4 GB stand in an extra field, only those that do not fit. */
function wideFields(
  extra: Buffer,
  plain: { size: number; packedSize: number; offset: number },
): typeof plain {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    const next = (value: number): number => {
      if (value !== 0xffffffff) return value;
      field += 8;
      return Number(extra.readBigUInt64LE(field - 8));
    };
    const size = next(plain.size);
    const packedSize = next(plain.packedSize);
    return { size, packedSize, offset: next(plain.offset) };
  }
  return plain;
}

/** The key of an entry: some writers use backslashes, a leading slash or other capitals. */
export function partKey(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const gb18030 = new TextDecoder("gb18030");

/** Names are UTF-8, or what Chinese Windows packs them in; flags that say so are often wrong. */
function entryName(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return gb18030.decode(bytes);
  }
}

function readEntry(block: Buffer, at: number, shift: number): { entry: ZipEntry; next: number } {
  const nameLength = block.readUInt16LE(at + 28);
  const extraLength = block.readUInt16LE(at + 30);
  const next = at + 46 + nameLength + extraLength + block.readUInt16LE(at + 32);
  const extraAt = at + 46 + nameLength;
  const sizes = wideFields(block.subarray(extraAt, extraAt + extraLength), {
    packedSize: block.readUInt32LE(at + 20),
    size: block.readUInt32LE(at + 24),
    offset: block.readUInt32LE(at + 42),
  });
  const name = entryName(block.subarray(at + 46, extraAt));
  const isEncrypted = (block.readUInt16LE(at + 8) & 1) === 1;
  const method = block.readUInt16LE(at + 10);
  const crc = block.readUInt32LE(at + 16);
  const isLink = (block.readUInt16LE(at + 40) & 0xf000) === 0xa000;
  return { entry: { ...sizes, offset: sizes.offset + shift, name, method, crc, isEncrypted, isLink }, next };
}

/** Reads the table of contents; throws `SHEET_DAMAGED` when there is none. Of entries with one name the last counts. */
export async function openZip(handle: FileHandle, source: SourceFile): Promise<ZipArchive> {
  const directory = await findDirectory(handle, source);
  if (directory.size > MAX_DIRECTORY) throw sheetTooLarge({ file: source.name });
  const block = await readAt(handle, directory.offset + directory.shift, directory.size);
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + 46 <= block.length;) {
    if (block.readUInt32LE(at) !== ENTRY_SIGNATURE) throw sheetDamaged({ file: source.name });
    const { entry, next } = readEntry(block, at, directory.shift);
    if (!/[\\/]$/.test(entry.name)) entries.set(partKey(entry.name), entry);
    at = next;
  }
  if (entries.size === 0) throw sheetUnreadable({ file: source.name });
  return { handle, source, entries };
}

async function dataOffset(zip: ZipArchive, entry: ZipEntry): Promise<number> {
  const header = await readAt(zip.handle, entry.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw sheetDamaged({ file: zip.source.name });
  }
  return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function* inflated(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const input = Readable.from(packed);
  const inflate = createInflateRaw({ chunkSize: 131_072 });
  input.on("error", (error) => inflate.destroy(error));
  input.pipe(inflate);
  try {
    // A stream without an encoding gives buffers.
    yield* inflate as AsyncIterable<Buffer>;
  } finally {
    input.destroy();
    inflate.destroy();
  }
}

/**
 * The unpacked bytes of an entry in pieces; ends with `SHEET_TOO_LARGE` above `limit` bytes or at a bomb's ratio, and with
 * `SHEET_DAMAGED` when the checksum of the whole differs.
 */
export async function* entryBytes(zip: ZipArchive, entry: ZipEntry, limit: number): AsyncGenerator<Buffer> {
  if (entry.isEncrypted) throw sheetEncrypted({ file: zip.source.name });
  if (entry.method !== 0 && entry.method !== 8) throw sheetDamaged({ file: zip.source.name });
  if (entry.packedSize === 0) return;
  const start = await dataOffset(zip, entry);
  const packed = fileBytes(zip.handle, start, start + entry.packedSize);
  const ceiling = Math.min(limit, Math.max(FREE_BYTES, entry.packedSize * MAX_RATIO));
  let total = 0;
  let crc = 0;
  for await (const piece of entry.method === 0 ? packed : inflated(packed)) {
    total += piece.length;
    if (total > ceiling) throw sheetTooLarge({ file: zip.source.name });
    crc = crc32(piece, crc);
    yield piece;
  }
  if (crc !== entry.crc) throw sheetDamaged({ file: zip.source.name });
}
