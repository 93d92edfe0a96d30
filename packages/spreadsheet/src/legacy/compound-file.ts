import type { FileHandle } from "node:fs/promises";

const MAX_DIRECTORY_SECTORS = 2000;
const MAX_FAT_SECTORS = 100_000;
const END = 0xfffffffa;

async function sector(handle: FileHandle, number: number, size: number): Promise<Buffer | undefined> {
  const buffer = Buffer.alloc(size);
  const { bytesRead } = await handle.read(buffer, 0, size, (number + 1) * size);
  return bytesRead === 0 ? undefined : buffer;
}

/** The sectors that hold the allocation table: 109 in the header, the rest in a chain. */
async function fatSectors(handle: FileHandle, header: Buffer, size: number): Promise<number[]> {
  const list: number[] = [];
  const seen = new Set<number>();
  for (let at = 76; at < 512; at += 4) list.push(header.readUInt32LE(at));
  let next = header.readUInt32LE(68);
  while (next < END && !seen.has(next) && list.length < MAX_FAT_SECTORS) {
    seen.add(next);
    const block = await sector(handle, next, size);
    if (block === undefined) break;
    for (let at = 0; at < size - 4; at += 4) list.push(block.readUInt32LE(at));
    next = block.readUInt32LE(size - 4);
  }
  return list;
}

function namesIn(block: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + 128 <= block.length; at += 128) {
    const length = Math.min(64, block.readUInt16LE(at + 64));
    if (length > 2) names.push(block.toString("utf16le", at, at + length - 2));
  }
  return names;
}

/**
 * The names of the streams in an OLE2 compound file (.xls, encrypted .xlsx, but also .doc and .msg).
 * Loops and broken chains simply end the list.
 */
export async function compoundStreamNames(handle: FileHandle): Promise<string[]> {
  const header = Buffer.alloc(512);
  await handle.read(header, 0, 512, 0);
  const size = header.readUInt16LE(30) === 12 ? 4096 : 512;
  const fat = await fatSectors(handle, header, size);
  const names: string[] = [];
  const seen = new Set<number>();
  let next = header.readUInt32LE(48);
  while (next < END && !seen.has(next) && seen.size < MAX_DIRECTORY_SECTORS) {
    seen.add(next);
    const block = await sector(handle, next, size);
    if (block === undefined) break;
    names.push(...namesIn(block));
    const table = fat[Math.floor((next * 4) / size)];
    const page = table === undefined || table >= END ? undefined : await sector(handle, table, size);
    if (page === undefined) break;
    next = page.readUInt32LE((next * 4) % size);
  }
  return names;
}
