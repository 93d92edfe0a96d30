import { TextDecoder } from "node:util";
import { sheetTooLarge } from "../errors.ts";
import { entryBytes, partKey, type ZipArchive, type ZipEntry } from "../zip/read-zip.ts";

const SMALL_PART = 64_000_000;

function declaredEncoding(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (head[0] === 0x3c && head[1] === 0) return "utf-16le";
  if (head[0] === 0 && head[1] === 0x3c) return "utf-16be";
  const label =
    /^[^>]{0,100}encoding\s*=\s*["']([\w-]+)["']/.exec(head.toString("latin1", 0, 160))?.[1] ?? "utf-8";
  // A byte text that claims to be UTF-16 is not.
  return /utf-?16|ucs/i.test(label) ? "utf-8" : label;
}

function decoderFor(head: Buffer): TextDecoder {
  try {
    return new TextDecoder(declaredEncoding(head));
  } catch {
    return new TextDecoder();
  }
}

/** The text of an XML part in pieces, decoded by its byte-order mark or declaration. */
export async function* partPieces(zip: ZipArchive, entry: ZipEntry, limit: number): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const bytes of entryBytes(zip, entry, limit)) {
    decoder ??= decoderFor(bytes);
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

/** The whole text of a small part, or `undefined` when the archive has none of that name. */
export async function partText(zip: ZipArchive, name: string): Promise<string | undefined> {
  const entry = zip.entries.get(partKey(name));
  if (entry === undefined) return undefined;
  if (entry.size > SMALL_PART) throw sheetTooLarge({ file: zip.source.name });
  const pieces: string[] = [];
  for await (const piece of partPieces(zip, entry, SMALL_PART)) pieces.push(piece);
  return pieces.join("");
}
