import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import { fileMissing, fileTooLarge } from "../errors.ts";

/** Largest upload in megabytes. */
export const MAX_UPLOAD_MB = 200;

/** A file on its way in: on disk under a name of ours; the sender's name is only a label. */
export interface Upload {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Removes the temporary copy. */
  discard(): Promise<void>;
}

/** Streams the request's one file to a temporary folder. */
export async function receiveUpload(request: FastifyRequest): Promise<Upload> {
  const part = await request.file();
  if (!part) throw fileMissing();
  const folder = await mkdtemp(join(tmpdir(), "mortise-upload-"));
  const discard = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, "file");
  const out = createWriteStream(path, { mode: 0o600 });
  try {
    await pipeline(part.file, out);
  } catch (error) {
    await discard();
    throw error;
  }
  if (part.file.truncated) {
    await discard();
    throw fileTooLarge({ limit: MAX_UPLOAD_MB });
  }
  return { path, name: part.filename.slice(-200), type: part.mimetype, size: out.bytesWritten, discard };
}
