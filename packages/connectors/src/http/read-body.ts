import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** Thrown when an answer is longer than what is read. */
export class TooLong extends Error {
  constructor() {
    super("the answer is too long");
  }
}

const UNPACK: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Reads an answer as text, counting its bytes as they are unpacked. */
export async function readBody(
  body: Readable,
  headers: Readonly<Record<string, string>>,
  mostBytes: number,
): Promise<string> {
  const encoding = headers["content-encoding"]?.toLowerCase().trim() ?? "";
  const unpack = Object.hasOwn(UNPACK, encoding) ? UNPACK[encoding]?.() : undefined;
  const stream = unpack ? body.on("error", (error) => unpack.emit("error", error)).pipe(unpack) : body;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > mostBytes) throw new TooLong();
    chunks.push(bytes);
  }
  return decode(Buffer.concat(chunks), headers["content-type"] ?? "");
}

/** In the charset that the answer names, where it is known; otherwise UTF-8. */
function decode(bytes: Buffer, type: string): string {
  const [, charset = "utf-8"] = /charset="?([\w-]+)/i.exec(type) ?? [];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
