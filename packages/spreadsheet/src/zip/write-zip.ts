import { Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";
import { sheetTooBigToWrite } from "../errors.ts";

/** A file to be put into an archive; its content is asked for only when its turn comes. */
export interface ZipPart {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

const MAX_BYTES = 0xffff_ffff;
/** 1 January 1980, the first day an archive knows: equal content gives an equal file. */
const DATE = 0x0021;
/** Sizes follow the content; names are UTF-8. */
const FLAGS = 0x0808;

function commonFields(target: Buffer, at: number): void {
  target.writeUInt16LE(20, at);
  target.writeUInt16LE(FLAGS, at + 2);
  target.writeUInt16LE(8, at + 4);
  target.writeUInt16LE(DATE, at + 8);
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  commonFields(header, 4);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function sizesAt(target: Buffer, at: number, part: Written): void {
  target.writeUInt32LE(part.crc, at);
  target.writeUInt32LE(part.packedSize, at + 4);
  target.writeUInt32LE(part.size, at + 8);
}

function descriptor(part: Written): Buffer {
  const block = Buffer.alloc(16);
  block.writeUInt32LE(0x08074b50, 0);
  sizesAt(block, 4, part);
  return block;
}

function directoryEntry(part: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  commonFields(entry, 6);
  sizesAt(entry, 16, part);
  entry.writeUInt16LE(part.name.length, 28);
  entry.writeUInt32LE(part.offset, 42);
  return Buffer.concat([entry, part.name]);
}

function directoryEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

interface Tally {
  crc: number;
  size: number;
}

async function* counted(content: ZipPart["content"], tally: Tally): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    tally.crc = crc32(bytes, tally.crc);
    tally.size += bytes.length;
    if (tally.size > MAX_BYTES) throw sheetTooBigToWrite();
    yield bytes;
  }
}

async function* deflated(bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const input = Readable.from(bytes);
  const deflate = createDeflateRaw({ level: 1, chunkSize: 131_072 });
  input.on("error", (error) => deflate.destroy(error));
  input.pipe(deflate);
  try {
    // A stream without an encoding gives buffers.
    yield* deflate as AsyncIterable<Buffer>;
  } finally {
    input.destroy();
    deflate.destroy();
  }
}

/** The bytes of an archive, made while they are asked for; nothing but one piece is held in memory. */
export async function* zipBytes(parts: AsyncIterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for await (const part of parts) {
    const name = Buffer.from(part.name);
    const tally: Tally = { crc: 0, size: 0 };
    const header = localHeader(name);
    let packedSize = 0;
    yield header;
    for await (const piece of deflated(counted(part.content, tally))) {
      packedSize += piece.length;
      yield piece;
    }
    const entry: Written = { ...tally, name, packedSize, offset };
    written.push(entry);
    yield descriptor(entry);
    offset += header.length + packedSize + 16;
    if (offset > MAX_BYTES) throw sheetTooBigToWrite();
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield directoryEnd(written.length, directory.length, offset);
}
