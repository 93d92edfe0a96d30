import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const DIST = join(import.meta.dirname, "../../../embed/dist");

/** One file of the built page of public forms, in bytes. */
export interface PageFile {
  readonly name: string;
  readonly plain: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** The files of the built page: what every visitor loads, and the solver that forms with a check against robots fetch. */
export function pageFiles(): readonly PageFile[] {
  const assets = readdirSync(join(DIST, "assets")).map((name) => join("assets", name));
  return ["index.html", ...assets].map((name) => {
    const content = readFileSync(join(DIST, name));
    return {
      name: name.replace(/-[\w-]{8}(?=\.\w+$)/, ""),
      plain: content.length,
      gzip: gzipSync(content).length,
      brotli: brotliCompressSync(content).length,
    };
  });
}
