import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import { fileMissing, fileTooLarge } from "../errors.ts";
import { safeFileName } from "./content-disposition.ts";

/** Largest upload in megabytes. */
export const MAX_UPLOAD_MB = 200;

const ABANDONED_MS = 86_400_000;

/** A file on its way in: on disk under a name of ours; the sender's name is only a label. */
export interface Upload {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Removes the temporary copy. */
  readonly discard: () => Promise<void>;
}

/** Streams the request's one file to a temporary folder below the data folder. */
export async function receiveUpload(request: FastifyRequest, dataDir: string): Promise<Upload> {
  const part = await request.file();
  if (!part) throw fileMissing();
  await mkdir(uploadsIn(dataDir), { recursive: true });
  const folder = await mkdtemp(join(uploadsIn(dataDir), "upload-"));
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
  return { path, name: safeFileName(part.filename), type: part.mimetype, size: out.bytesWritten, discard };
}

/** Removes what uploads left behind when their process was killed; those under way in other processes are younger. */
export async function sweepUploads(dataDir: string, now: Date): Promise<void> {
  const folder = uploadsIn(dataDir);
  for (const name of await readdir(folder).catch(() => [])) {
    const facts = await stat(join(folder, name)).catch(() => undefined);
    if (facts && facts.mtimeMs < now.getTime() - ABANDONED_MS)
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

function uploadsIn(dataDir: string): string {
  return join(dataDir, "uploads");
}
