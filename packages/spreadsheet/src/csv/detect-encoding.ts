import { isAscii } from "node:buffer";
import type { FileHandle } from "node:fs/promises";
import { fileBytes } from "../zip/file-bytes.ts";
import { pieceDecoder } from "./text-decoder.ts";

const HEAD = 8192;

const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ["utf-32le", [0xff, 0xfe, 0, 0]],
  ["utf-32be", [0, 0, 0xfe, 0xff]],
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Wide encodings without a mark show by where their zero bytes stand. */
function wideEncoding(head: Buffer): string | undefined {
  const zeros = [0, 0, 0, 0];
  const length = head.length - (head.length % 4);
  for (let at = 0; at < length; at += 1) if (head[at] === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1;
  const quarter = length / 4;
  const [a = 0, b = 0, c = 0, d = 0] = zeros.map((count) => count / quarter);
  if (quarter < 1) return undefined;
  if (a > 0.9 && b > 0.9 && c > 0.5 && d < 0.1) return "utf-32be";
  if (d > 0.9 && c > 0.9 && b > 0.5 && a < 0.1) return "utf-32le";
  if (a + c > 0.6 && b + d < 0.1) return "utf-16be";
  if (b + d > 0.6 && a + c < 0.1) return "utf-16le";
  return undefined;
}

/** What the bytes above 127 of a text look like under each reading. */
class ByteStatistics {
  /** Well-formed UTF-8 characters of two bytes and more, and bytes that fit none. */
  utf8 = 0;
  utf8Broken = 0;
  /** Pairs of high bytes, as Chinese text has them; high bytes with an ASCII letter after them, as Western text has. */
  pairs = 0;
  singles = 0;

  add(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) continue;
      let end = at + 1;
      while (end < bytes.length && (bytes[end] ?? 0) >= 0x80) end += 1;
      this.#run(bytes.subarray(at, end));
      at = end;
    }
  }

  #run(run: Buffer): void {
    this.pairs += run.length >> 1;
    this.singles += run.length & 1;
    for (let at = 0; at < run.length;) {
      const lead = run[at] ?? 0;
      const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
      const isWhole = lead >= 0xc2 && lead < 0xf5 && at + length <= run.length;
      const isGood =
        isWhole && run.subarray(at + 1, at + length).every((byte) => byte >= 0x80 && byte < 0xc0);
      if (isGood) this.utf8 += 1;
      else this.utf8Broken += 1;
      at += isGood ? length : 1;
    }
  }
}

/** Tells whether the whole file is well-formed in an encoding. */
async function isWellFormed(handle: FileHandle, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const piece of fileBytes(handle, 0)) decoder.decode(piece, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    // The decoder throws TypeError; anything else is trouble with the file itself.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function byteStatistics(handle: FileHandle): Promise<ByteStatistics> {
  const statistics = new ByteStatistics();
  for await (const piece of fileBytes(handle, 0)) if (!isAscii(piece)) statistics.add(piece);
  return statistics;
}

/**
 * The encoding of a text file: byte-order mark, then wide encodings by their zero bytes, then strict UTF-8 over the
 * whole file, then GB18030, else Windows-1252. A few broken bytes do not turn a UTF-8 file into another.
 */
export async function detectEncoding(handle: FileHandle): Promise<string> {
  const buffer = Buffer.alloc(HEAD);
  const { bytesRead } = await handle.read(buffer, 0, HEAD, 0);
  const head = buffer.subarray(0, bytesRead);
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => head[at] === byte));
  const known = marked?.[0] ?? wideEncoding(head);
  if (known !== undefined) return known;
  if (await isWellFormed(handle, "utf-8")) return "utf-8";
  const { utf8, utf8Broken, pairs, singles } = await byteStatistics(handle);
  if (utf8 > 20 && utf8Broken * 50 < utf8) return "utf-8";
  if (pairs > singles * 10) return "gb18030";
  return pairs > singles && (await isWellFormed(handle, "gb18030")) ? "gb18030" : "windows-1252";
}

/** The first characters of a file in an encoding, at most about 64,000. */
export async function textHead(handle: FileHandle, encoding: string): Promise<string> {
  const buffer = Buffer.alloc(65_536);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
  return pieceDecoder(encoding).decode(buffer.subarray(0, bytesRead));
}
