import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const SKIPPED = new Set(["node_modules", "dist", "e2e", "coverage", ".cache"]);

/** All files below a folder, without installed, built and browser-test files; a missing folder has none. */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });
}

/** One hash over names and contents of files; the order given does not matter, missing files are left out. */
export function fingerprint(root, files, ...extra) {
  const hash = createHash("sha256");
  for (const file of files.toSorted((a, b) => (a < b ? -1 : 1))) {
    if (existsSync(file)) hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.update(`\0${extra.join("\0")}`).digest("hex");
}

/** Tells whether a stamp file holds this hash: the work it stands for is still good. */
export function isStamped(stamp, hash) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
}

/** Records that the work is done for this hash. */
export function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
