import type { FileHandle } from "node:fs/promises";
import { pieceDecoder } from "./text-decoder.ts";

const HEAD = 8192;
const PIECE = 1_048_576;

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

interface Passes {
  readonly isUtf8: boolean;
  readonly isGb18030: boolean;
  readonly statistics: ByteStatistics;
}

async function readThrough(handle: FileHandle): Promise<Passes> {
  const strict = new Map([
    ["utf-8", new TextDecoder("utf-8", { fatal: true })],
    ["gb18030", new TextDecoder("gb18030", { fatal: true })],
  ]);
  const statistics = new ByteStatistics();
  const buffer = Buffer.alloc(PIECE);
  let isGbNeeded = false;
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, PIECE, position);
    const piece = buffer.subarray(0, bytesRead);
    position += bytesRead;
    for (const [label, decoder] of strict) {
      if (label === "gb18030" && !isGbNeeded && isAscii(piece)) continue;
      isGbNeeded = true;
      try {
        decoder.decode(piece, { stream: bytesRead > 0 });
      } catch {
        strict.delete(label);
      }
    }
    if (!strict.has("utf-8")) statistics.add(piece);
    if (bytesRead === 0) break;
  }
  return { isUtf8: strict.has("utf-8"), isGb18030: strict.has("gb18030"), statistics };
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte < 0x80);
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
  const { isUtf8, isGb18030, statistics } = await readThrough(handle);
  if (isUtf8) return "utf-8";
  if (statistics.utf8 > 20 && statistics.utf8Broken * 50 < statistics.utf8) return "utf-8";
  const looksChinese = statistics.pairs > statistics.singles;
  if (isGb18030 && looksChinese) return "gb18030";
  return statistics.pairs > statistics.singles * 10 ? "gb18030" : "windows-1252";
}

/** The first characters of a file in an encoding, at most about 64,000. */
export async function textHead(handle: FileHandle, encoding: string): Promise<string> {
  const buffer = Buffer.alloc(65_536);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
  return pieceDecoder(encoding).decode(buffer.subarray(0, bytesRead));
}
