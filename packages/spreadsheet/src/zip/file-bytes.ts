import type { FileHandle } from "node:fs/promises";

const PIECE = 131_072;

/**
 * The bytes of a part of a file in pieces. Reads by position, so any number of passes may share one handle;
 * a stream on the handle would close it for the others.
 */
export async function* fileBytes(handle: FileHandle, start: number, end = Infinity): AsyncGenerator<Buffer> {
  for (let position = start; position < end;) {
    const buffer = Buffer.allocUnsafe(Math.min(PIECE, end - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
